# The program alone, and a server of the site in this folder.
#   docker build --target trellis -t trellis .
#     the program:  docker run --rm --read-only -v "$PWD:/site" --user "$(id -u)" trellis build
#   docker build -t careers .
#     the site:     docker run --rm --read-only -p 8080:8080 careers
FROM rust:1-slim-bookworm AS build
WORKDIR /src
COPY . .
ARG TRELLIS_COMMIT
RUN cargo build --release --locked --bin trellis

# The C library and nothing else: no shell, no rights. The program writes into /site alone.
FROM gcr.io/distroless/cc-debian12:nonroot AS trellis
COPY --from=build /src/target/release/trellis /usr/local/bin/trellis
WORKDIR /site
ENTRYPOINT ["trellis"]

FROM build AS site
RUN target/release/trellis build --for caddy --folder /srv/careers --out out/careers
RUN printf '{\n\tadmin off\n\tpersist_config off\n}\n:8080 {\n\timport careers.caddy\n}\n' > out/Caddyfile

FROM caddy:2-alpine AS server
COPY --from=site /src/out/careers /srv/careers
COPY --from=site /src/out/careers.caddy /src/out/Caddyfile /etc/caddy/
USER 65532:65532
EXPOSE 8080
CMD ["caddy", "run", "--config", "/etc/caddy/Caddyfile", "--adapter", "caddyfile"]
