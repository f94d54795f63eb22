//! Experiment.
use crate::{params, polnear, told, work};
use firsthand_core::Reader;
use firsthand_core::read::syntax::Syntax;
use std::path::Path;

/// Runs.
pub fn run(args: &[String]) {
    let get = |n: usize, d: usize| args.get(n).and_then(|a| a.parse().ok()).unwrap_or(d);
    let reader = Reader::english();
    let syntax = Syntax::read(&std::fs::read("/tmp/syntax.fhn").expect("weights")).expect("fit");
    let data = Path::new("../shared/data/polnear");
    let t = std::time::Instant::now();
    let (train, left) = polnear::load(&data.join("train"), &reader, &syntax);
    let (dev, left2) = polnear::load(&data.join("dev"), &reader, &syntax);
    println!("{} train ({left} left out), {} dev ({left2}), {:.1} s", train.len(), dev.len(), t.elapsed().as_secs_f64());
    let verb = |s: &firsthand_core::tell::trained::sheet::Sheet| -> Vec<bool> {
        s.parse.xpos.iter().map(|x| syntax.labels.xpos[usize::from(*x)].starts_with('V')).collect()
    };
    let train: Vec<(polnear::Text, Vec<bool>)> = train.into_iter().map(|t| { let v = verb(&t.sheet); (t, v) }).collect();
    let size = told::Size { width: get(2, 128), layers: get(3, 2), pair: get(4, 64), state: syntax.width() };
    let drop = get(5, 33) as f32 / 100.0;
    let mut rng = fastrand::Rng::with_seed(get(6, 1) as u64);
    let mut params = params::Params::default();
    let network = told::Network::new(&mut params, &size, &mut rng);
    let epochs = get(1, 8);
    work::train(&mut params, epochs, 2e-3, &mut rng, |rng| {
        let mut order: Vec<&(polnear::Text, Vec<bool>)> = train.iter().collect();
        rng.shuffle(&mut order);
        work::batches(order, 1600, |t| t.0.sheet.words.len())
    }, |tape, batch, rng, scale| {
        for t in batch { network.losses(tape, &t.0, &t.1, rng, drop, scale); }
    }, |params, epoch| {
        if epoch % 3 != 0 && epoch + 1 < epochs { return; }
        for bias in if epoch < epochs { vec![0.7f32] } else { vec![0.0, 0.4, 0.8, 1.2, 1.6] } {
            let mut out = String::new();
            for t in &dev {
                out += &told::line(t, &network.predict(params, t, bias)).to_string();
                out.push('\n');
            }
            let path = format!("/tmp/told-{}.jsonl", std::process::id());
            std::fs::write(&path, out).expect("written");
            let o = std::process::Command::new("python3").args(["../shared/eval/attribution.py", "--data", "../shared/data/polnear/dev", "--predicted", &path, "--protocol", if epoch >= epochs { "all" } else { "cofenet" }]).output().expect("scorer");
            let text = String::from_utf8_lossy(&o.stdout).into_owned();
            println!("  bias {bias}");
            for l in text.lines().filter(|l| !l.starts_with('{')) { println!("   {l}"); }
            if text.is_empty() { println!("{}", String::from_utf8_lossy(&o.stderr)); }
        }
    });
    let _ = params.dump(Path::new(&format!("/tmp/told-{}.params", std::process::id())));
}

/// Packs.
pub fn pack(args: &[String]) {
    let get = |n: usize, d: usize| args.get(n).and_then(|a| a.parse().ok()).unwrap_or(d);
    let size = told::Size { width: get(2, 128), layers: get(3, 2), pair: get(4, 64), state: 128 };
    let mut rng = fastrand::Rng::with_seed(1);
    let mut params = params::Params::default();
    told::Network::new(&mut params, &size, &mut rng);
    params.restore(Path::new(&args[1])).expect("numbers");
    std::fs::write("crates/core/weights/told.fhn", crate::pack::pack("told", &params, Default::default())).expect("written");
}
