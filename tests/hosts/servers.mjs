// The web servers that run here, each with the least settings around the file that `trellis build --for` makes.
import { execFileSync, spawn } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";

const isRoot = process.getuid() === 0;

/** `text` in a file of the folder of one run. */
const put = (folder, name, text) => {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, name), text);
  return join(folder, name);
};

/** How each is started: its program and arguments, from its own folder, the site's folder, the port and the base. */
export const servers = {
  nginx: {
    programs: ["nginx", "/usr/sbin/nginx"],
    start: ({ folder, out, port }) => [
      "-p", folder, "-e", "stderr", "-c", put(folder, "nginx.conf", `
        daemon off; ${isRoot ? "user root;" : ""} pid ${folder}/pid; error_log stderr crit;
        events {}
        http {
          access_log off; client_body_temp_path ${folder}/a; proxy_temp_path ${folder}/b; fastcgi_temp_path ${folder}/c;
          uwsgi_temp_path ${folder}/d; scgi_temp_path ${folder}/e;
          server { listen 127.0.0.1:${port}; include ${out}.nginx.conf; }
        }`),
    ],
  },
  apache: {
    programs: ["apache2", "httpd", "/usr/sbin/apache2"],
    start: ({ folder, out, port, base }) => {
      const modules = "mpm_event authz_core dir mime headers alias deflate filter autoindex rewrite".split(" ");
      const load = modules.map((name) => `LoadModule ${name}_module /usr/lib/apache2/modules/mod_${name}.so`).join("\n");
      return ["-D", "FOREGROUND", "-f", put(folder, "httpd.conf", `
        ${load}
        ServerRoot ${folder}\nPidFile ${folder}/pid\nServerName localhost\nListen 127.0.0.1:${port}
        ErrorLog ${folder}/log\nTypesConfig /dev/null\n${isRoot ? "User www-data\nGroup www-data" : ""}
        DocumentRoot ${base === "/" ? out : folder}
        ${base === "/" ? "" : `Alias ${base.slice(0, -1)} ${out}`}
        <Directory ${out}>\n  AllowOverride All\n  Require all granted\n</Directory>\n`)];
    },
  },
  caddy: {
    programs: ["caddy"],
    start: ({ folder, out, port }) => [
      "run", "--adapter", "caddyfile", "--config", put(folder, "Caddyfile", `
{
	admin off
	auto_https off
	log {
		level ERROR
	}
}
http://127.0.0.1:${port} {
	import ${out}.caddy
}
`),
    ],
  },
  lighttpd: {
    programs: ["lighttpd", "/usr/sbin/lighttpd"],
    start: ({ folder, out, port }) => ["-D", "-f", put(folder, "lighttpd.conf", `
server.bind = "127.0.0.1"
server.port = ${port}
server.document-root = "${folder}"
include "${out}.lighttpd.conf"
`)],
  },
};

/** The first program of a list that is installed. */
export const installed = (programs) =>
  programs.find((program) => {
    try {
      execFileSync("sh", ["-c", `command -v ${program}`], { stdio: "ignore" });
      return true;
    } catch {
      return false;
    }
  });

const freePort = () =>
  new Promise((resolve, reject) => {
    const probe = createServer();
    probe.on("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });

/** Starts a server and waits until it answers. Returns its origin, and `stop()`. */
export const start = async (name, program, folder, out, base) => {
  const port = await freePort();
  const args = servers[name].start({ folder, out, port, base });
  const running = spawn(program, args, { stdio: ["ignore", "pipe", "pipe"], env: { ...process.env, HOME: folder } });
  let said = "";
  for (const stream of [running.stdout, running.stderr]) stream.on("data", (words) => (said += words));
  const ended = new Promise((done) => running.on("exit", done));
  let gone = false;
  ended.then(() => (gone = true));
  const origin = `http://127.0.0.1:${port}`;
  for (let tries = 0; ; tries += 1) {
    try {
      await fetch(origin + base, { redirect: "manual" });
      break;
    } catch (error) {
      if (gone || tries > 400) throw new Error(`${name} does not start:\n${said}`, { cause: error });
      await new Promise((later) => setTimeout(later, 10));
    }
  }
  const stop = () => {
    running.kill("SIGTERM");
    return ended;
  };
  return { origin, stop };
};
