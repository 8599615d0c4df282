//! Measures pictures: `cargo run --release --example photos -- N FOLDER` writes a site with N made-up photographs of six
//! million dots each, and builds it twice with the published folder thrown away in between.

#![expect(clippy::disallowed_methods, clippy::disallowed_macros, reason = "a program of its own, outside the core")]

use std::error::Error;
use std::fs;
use std::path::Path;
use std::time::Instant;

use trellis::disk::{self, ImageCache};
use trellis::graph::Drafts;
use trellis::memo::Memo;
use trellis::pipeline::{self, Request};

type Result<T> = std::result::Result<T, Box<dyn Error>>;

const WIDTH: u16 = 3000;
const HEIGHT: u16 = 2000;

fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [number, folder] = arguments.as_slice() else {
        return Err("say how many photographs, and a new folder".into());
    };
    let (site, number) = (Path::new(folder), number.parse::<u32>()?);
    fs::create_dir_all(site.join("content/images"))?;
    fs::create_dir_all(site.join("content/pages"))?;
    fs::write(site.join("site.yaml"), "title: Photographs\ndescription: Many photographs.\n")?;
    for number in 0..number {
        fs::write(site.join(format!("content/images/{number}.jpg")), photo(number)?)?;
        let page = format!(
            "---\ntitle: Page {number}\nsummary: It shows a photograph.\nreviewed: 2026-11-23\n---\n\n![Shapes](../images/{number}.jpg)\n"
        );
        fs::write(site.join(format!("content/pages/p{number}.md")), page)?;
    }
    for round in ["first", "second"] {
        let started = Instant::now();
        let request =
            Request { today: jiff::civil::date(2026, 12, 1), drafts: Drafts::Hide, base_url: None, staging: false };
        let snapshot = disk::read(site, None)?;
        let mut memo = Memo::with_store(Box::new(ImageCache::of(site)));
        let build = pipeline::build(&snapshot, &request, &mut memo, &|_| {});
        let output = build.output.ok_or("the site has errors")?;
        let out = site.join("public");
        fs::remove_dir_all(&out).or_else(|error| if out.exists() { Err(error) } else { Ok(()) })?;
        disk::publish(&out, site, &output, disk::Manner::default(), &mut |_| {})?;
        println!("{round} build: {:.2} s, {:?}", started.elapsed().as_secs_f64(), build.variants);
        let total = |ending: &str| -> usize {
            let files = output.files.iter().filter(|(path, _)| path.as_str().contains(ending));
            files.map(|(_, file)| file.bytes.len()).sum::<usize>() / 1000
        };
        println!(
            "  kB: pictures {}, 480 {}, 960 {}, 1600 {}",
            total(".jpg"),
            total(".480w."),
            total(".960w."),
            total(".1600w.")
        );
    }
    Ok(())
}

/// Soft light, shapes with edges, and the grain of a sensor: about as hard to pack as a photograph.
fn photo(seed: u32) -> Result<Vec<u8>> {
    let mut state = seed.wrapping_mul(2_654_435_761) | 1;
    let mut grain = move || {
        state ^= state << 13;
        state ^= state >> 17;
        state ^= state << 5;
        (state >> 28) as f32 - 8.0
    };
    let (mut rgb, phase) = (Vec::with_capacity(usize::from(WIDTH) * usize::from(HEIGHT) * 3), seed as f32);
    for y in 0..HEIGHT {
        for x in 0..WIDTH {
            let (x, y) = (f32::from(x) / 300.0, f32::from(y) / 300.0);
            let light = 120.0 + 60.0 * (x * 0.7 + phase).sin() * (y * 0.9).cos();
            let edge = if ((x + phase).sin() * 2.0 + (y * 1.7).sin() * 2.0).fract() > 0.5 { 40.0 } else { 0.0 };
            let leaf = 20.0 * (x * 37.0).sin() * (y * 41.0 + x * 11.0).sin();
            let noise = grain();
            rgb.extend([light + edge + noise, light + leaf + noise, light - edge + leaf + noise].map(|c| c as u8));
        }
    }
    let mut bytes = Vec::new();
    jpeg_encoder::Encoder::new(&mut bytes, 88).encode(&rgb, WIDTH, HEIGHT, jpeg_encoder::ColorType::Rgb)?;
    Ok(bytes)
}
