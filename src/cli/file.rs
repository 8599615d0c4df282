//! Single files, each written whole or not at all.

use std::ffi::OsString;
use std::fs;
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

use super::say;
use crate::Error;

/// Whether something stands at a path, be it a link that leads nowhere.
pub fn stands(path: &Path) -> Result<bool, Error> {
    match path.symlink_metadata() {
        Ok(_) => Ok(true),
        Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => Ok(false),
        Err(error) => Err(Error::io("look at", path)(error)),
    }
}

/// Writes a file, in place of the one that is there if there is one, and makes the folders above it.
///
/// What is there is looked at first. A link is followed. A pipe, a device, a socket or a file that is open already is
/// written into, as any program would: only files are replaced.
pub fn write(path: &Path, bytes: impl AsRef<[u8]>) -> Result<(), Error> {
    let written = match fs::metadata(path) {
        Ok(there) if there.is_dir() => return Err(refuse_folder(path)),
        Ok(there) if there.is_file() && !is_open(path) => {
            let target = fs::canonicalize(path).map_err(Error::io("open", path))?;
            replace(&target, bytes.as_ref(), Some(there.permissions()))
        }
        Ok(_) => write_into(path, bytes.as_ref()),
        // A link that leads nowhere yet: what it leads to is made.
        Err(_) if path.is_symlink() => fs::write(path, bytes),
        Err(error) if error.kind() == ErrorKind::NotFound => {
            if let Some(folder) = path.parent() {
                fs::create_dir_all(folder).map_err(Error::io("create", folder))?;
            }
            replace(path, bytes.as_ref(), None)
        }
        Err(error) => Err(error),
    };
    written.map_err(Error::io("write", path))
}

fn refuse_folder(path: &Path) -> Error {
    Error::Obstructed { path: path.into(), why: "it is a folder", help: "name a file, such as one in that folder" }
}

/// Writes beside the place and moves the whole file there, which is then as open to others as the old one was.
fn replace(target: &Path, bytes: &[u8], permissions: Option<fs::Permissions>) -> io::Result<()> {
    let beside = beside(target);
    let written = fs::File::create(&beside).and_then(|mut file| {
        file.write_all(bytes)?;
        if let Some(permissions) = permissions {
            file.set_permissions(permissions)?;
        }
        drop(file);
        fs::rename(&beside, target)
    });
    written.inspect_err(|_| {
        // It failed already; what is left beside is in nobody's way.
        let _ = fs::remove_file(&beside);
    })
}

/// Whether a path stands for a file that this process was given open, such as `/dev/stdout` where the shell writes it to a
/// file: what is in that already is not ours to replace.
fn is_open(path: &Path) -> bool {
    let mut path = path.to_path_buf();
    // No system follows more links than these.
    for _ in 0..40 {
        let Some(folder) = path.parent() else { return false };
        let is_of_process = folder.starts_with("/proc") && folder.ends_with("fd");
        if folder == Path::new("/dev/fd") || is_of_process || is_standard(&path) {
            return true;
        }
        match fs::read_link(&path) {
            Ok(target) => path = folder.join(target),
            Err(_) => return false,
        }
    }
    false
}

fn is_standard(path: &Path) -> bool {
    ["/dev/stdout", "/dev/stderr"].iter().any(|standard| path == Path::new(standard))
}

/// Writes into what is there, behind what it holds. A reader that has gone is no trouble.
fn write_into(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut there = fs::OpenOptions::new().append(true).open(path)?;
    there.write_all(bytes).or_else(say::gone)
}

/// A hidden name in the same folder, which no build reads.
fn beside(path: &Path) -> PathBuf {
    let mut name = OsString::from(".");
    name.push(path.file_name().unwrap_or_default());
    name.push(".new");
    path.with_file_name(name)
}

/// A path in a site as it can be opened from where the command runs.
pub fn inside(site: &Path, path: impl AsRef<Path>) -> PathBuf {
    if site == Path::new(".") { path.as_ref().to_path_buf() } else { site.join(path) }
}

/// The folder that a site is published into: what was named, seen from where the command runs like every other path,
/// or `public` in the site's folder.
pub fn published(site: &Path, out: Option<&Path>) -> PathBuf {
    out.map_or_else(|| inside(site, "public"), Path::to_path_buf)
}

/// A path as it can be typed after a command.
pub fn typed(path: &Path) -> String {
    let text = path.display().to_string();
    if text.contains(char::is_whitespace) { format!("\"{text}\"") } else { text }
}

#[cfg(test)]
#[cfg(unix)]
mod tests {
    use super::*;
    use std::io::Read;
    use std::os::unix::fs::{FileTypeExt, PermissionsExt, symlink};
    use std::os::unix::net::UnixListener;

    #[test]
    fn a_file_is_replaced_and_stays_as_open_as_it_was() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("new/list.csv");
        write(&path, "one").unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).unwrap();
        write(&path, "two").unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "two");
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o640);
        assert_eq!(fs::read_dir(path.parent().unwrap()).unwrap().count(), 1, "nothing is left beside it");
    }

    #[test]
    fn links_are_followed_also_to_what_is_not_there_yet() {
        let folder = tempfile::tempdir().unwrap();
        let (target, link) = (folder.path().join("list.csv"), folder.path().join("link.csv"));
        symlink("list.csv", &link).unwrap();
        for text in ["one", "two"] {
            write(&link, text).unwrap();
            assert!(link.is_symlink() && !target.is_symlink());
            assert_eq!(fs::read_to_string(&target).unwrap(), text);
        }
    }

    #[test]
    fn pipes_and_sockets_are_never_replaced() {
        let folder = tempfile::tempdir().unwrap();
        let pipe = folder.path().join("pipe");
        assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
        let reader = std::thread::spawn({
            let pipe = pipe.clone();
            move || fs::read_to_string(pipe).unwrap()
        });
        write(&pipe, "words").unwrap();
        assert_eq!(reader.join().unwrap(), "words");
        assert!(fs::metadata(&pipe).unwrap().file_type().is_fifo());
        let socket = folder.path().join("socket");
        let _listener = UnixListener::bind(&socket).unwrap();
        assert!(write(&socket, "words").is_err());
        assert!(fs::metadata(&socket).unwrap().file_type().is_socket());
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2, "nothing is left beside them");
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn what_stands_for_an_open_file_is_written_into() {
        use std::os::fd::AsRawFd;
        let full = Path::new("/dev/full");
        let error = write(full, "words").unwrap_err().to_string();
        assert_eq!(error, "could not write /dev/full: the disk is full");
        let (mut reader, writer) = io::pipe().unwrap();
        write(&PathBuf::from(format!("/proc/self/fd/{}", writer.as_raw_fd())), "words").unwrap();
        drop(writer);
        let mut read = String::new();
        reader.read_to_string(&mut read).unwrap();
        assert_eq!(read, "words");
    }

    /// As a shell opens it for `command --out /dev/stdout >> all.txt`.
    #[cfg(target_os = "linux")]
    #[test]
    fn an_open_file_keeps_what_it_holds() {
        use std::os::fd::AsRawFd;
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("all.txt");
        fs::write(&path, "one ").unwrap();
        let open = fs::OpenOptions::new().append(true).open(&path).unwrap();
        let link = folder.path().join("out");
        symlink(format!("/dev/fd/{}", open.as_raw_fd()), &link).unwrap();
        write(&link, "two ").unwrap();
        write(&PathBuf::from(format!("/proc/self/fd/{}", open.as_raw_fd())), "three").unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "one two three");
        assert!(is_open(Path::new("/dev/stdout")) && !is_open(&path));
    }

    #[test]
    fn a_folder_is_refused_in_words() {
        let folder = tempfile::tempdir().unwrap();
        let error = write(folder.path(), "words").unwrap_err().to_string();
        assert!(error.contains("it is a folder") && error.contains("name a file"), "{error}");
    }
}
