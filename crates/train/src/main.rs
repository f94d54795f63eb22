//! Makes the weights that Firsthand reads with.

mod ops;
mod pack;
mod params;
mod polnear;
mod told;
mod told_main;
mod syntax;
mod tape;
mod treebank;
mod work;

use std::path::Path;

fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    if args.first().is_some_and(|a| a == "pack-told") {
        return told_main::pack(&args);
    }
    if args.first().is_some_and(|a| a == "told") {
        return told_main::run(&args);
    }
    let data = Path::new("../shared/data");
    let ud = data.join("ud-english");
    let train: Vec<String> =
        ["ewt", "gum"].iter().map(|b| treebank::text(&ud.join(format!("{b}-train.conllu"))).expect("UD")).collect();
    let labels = treebank::Labels::of(&train);
    println!("{} upos {} xpos {} rels", labels.upos.len(), labels.xpos.len(), labels.rels.len());
    let mut sentences = Vec::new();
    for (file, (_, bank)) in train.iter().zip(syntax::BANKS) {
        sentences.extend(treebank::universal(file, bank, &labels));
    }
    let dev: Vec<Vec<treebank::Sentence>> = syntax::BANKS
        .iter()
        .map(|(b, bank)| {
            treebank::universal(&treebank::text(&ud.join(format!("{b}-dev.conllu"))).expect("UD"), *bank, &labels)
        })
        .collect();
    let load = |part: &str| {
        let folder = data.join("polnear").join(part);
        let texts = |name: &str| {
            treebank::text(&folder.join("text").join(format!("{name}.txt"))).ok().map(|t| t.chars().collect())
        };
        treebank::silver(&treebank::text(&folder.join("corenlp.conllu.gz")).expect("silver"), &labels, texts)
    };
    let silver = load("train");
    let silver_dev = load("dev");
    println!("{} UD sentences, {} silver", sentences.len(), silver.len());
    let arg = |n: usize, d: usize| std::env::args().nth(n).and_then(|a| a.parse().ok()).unwrap_or(d);
    let size = syntax::Size { width: arg(2, 128), layers: arg(3, 2), arc: arg(4, 64), rel: 64 };
    let epochs: usize = std::env::args().nth(1).and_then(|a| a.parse().ok()).unwrap_or(8);
    let mut rng = fastrand::Rng::with_seed(1);
    let mut params = params::Params::default();
    let network = syntax::Network::new(&mut params, &size, &labels, &mut rng);
    work::train(&mut params, epochs, 2e-3, &mut rng, |rng| {
        let mut order: Vec<&treebank::Sentence> = sentences.iter().collect();
        let mut some: Vec<&treebank::Sentence> = silver.iter().collect();
        rng.shuffle(&mut some);
        some.truncate(silver.len() / 2);
        order.extend(some);
        order.retain(|s| s.forms.len() <= 120);
        rng.shuffle(&mut order);
        work::batches(order, 1000, |s| s.forms.len())
    }, |tape, batch, rng, scale| network.losses(tape, batch, rng, 0.2, scale), |params, epoch| {
        let show = |name: &str, s: &[treebank::Sentence]| {
            let f = syntax::score(&network, params, s);
            println!("  {epoch} {name}: upos {:.2} xpos {:.2} uas {:.2} las {:.2} names {:.2}", f[0], f[1], f[2], f[3], f[4]);
        };
        show("ewt", &dev[0]);
        show("gum", &dev[1]);
        show("silver", &silver_dev[..600]);
    });    let named = [("upos", &labels.upos), ("xpos", &labels.xpos), ("rels", &labels.rels), ("names", &labels.names)];
    let named = named.into_iter().map(|(k, v)| (k.to_owned(), v.clone())).collect();
    std::fs::write("/tmp/syntax.fhn", pack::pack("syntax", &params, named)).expect("written");
    params.dump(Path::new(&std::env::args().nth(5).unwrap_or("/tmp/syntax.params".to_owned()))).expect("dump");
}
