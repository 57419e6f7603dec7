//! A corpus of any size by variation of the project's own texts: exchanges and paragraphs of `corpus/` in new order, with
//! other names, numbers and dates, among paragraphs of ordinary talk (`plain.txt`), because our own texts are denser in
//! acts than real transcripts are. The same seed gives the same texts.

mod plain;
mod source;
mod vary;

use fastrand::Rng;

use plain::Plain;
use source::Source;
use vary::World;

/// A text and where it lies.
pub struct Text {
    /// Path below the corpus: a folder by year, a name that no other text has.
    pub path: String,
    /// Day, as in the text.
    pub date: String,
    /// Its words, Markdown for none of them.
    pub text: String,
}

/// The share of ordinary talk: with two thirds of it the texts have about as many acts a kilobyte as real briefings.
const PLAIN: f64 = 0.68;

/// Texts without end, from a seed.
pub struct Variation {
    rng: Rng,
    source: Source,
    plain: Plain,
    number: usize,
}

impl Variation {
    /// From the texts of `corpus/`, below the folder of the project.
    pub fn new(seed: u64) -> Self {
        let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
        let source = Source::read(&root.join("corpus"));
        Self { rng: Rng::with_seed(seed), source, plain: Plain::read(include_str!("plain.txt")), number: 0 }
    }

    /// Texts until they are at least `bytes` long together.
    pub fn take_bytes(&mut self, bytes: usize) -> Vec<Text> {
        let mut texts = Vec::new();
        let mut sum = 0;
        while sum < bytes {
            let text = self.text();
            sum += text.text.len();
            texts.push(text);
        }
        texts
    }

    /// The next text: four of five are briefings, the others statements and articles; 3 to 40 kB.
    pub fn text(&mut self) -> Text {
        self.number += 1;
        let rng = &mut self.rng;
        let length = (3_000.0 * (rng.f64() * 40_f64.ln() / 1.45).exp()) as usize;
        let mut world = World::new(rng);
        let (year, month, day) = (rng.u32(2005..2025), rng.usize(0..12), rng.u32(1..29));
        let shown = format!("{} {day}, {year}", plain::MONTHS[month]);
        let mut text = String::new();
        let kind = match rng.u32(0..10) {
            0 => self.article(&mut text, length / 2, &shown, &mut world),
            1 => self.statement(&mut text, length / 2, &shown, &mut world),
            _ => self.briefing(&mut text, length, &shown, &mut world),
        };
        let date = format!("{year}-{:02}-{day:02}", month + 1);
        Text { path: format!("{year}/{kind}-{date}-{:06}.txt", self.number), date, text }
    }

    fn briefing(&mut self, text: &mut String, length: usize, date: &str, world: &mut World) -> &'static str {
        let (state, speaker) = (world.state(0), world.speaker());
        text.push_str(&format!("{state} Spokesperson {speaker}'s Press Briefing on {date}\n\n{date}\n\n"));
        let surname = speaker.rsplit(' ').next().unwrap_or(&speaker).to_owned();
        let (asks, answers) = match self.rng.u32(0..3) {
            0 => ("Q: ".to_owned(), "A: ".to_owned()),
            1 => ("Q    ".to_owned(), format!("MS. {}:  ", surname.to_uppercase())),
            _ => ("QUESTION: ".to_owned(), format!("{}: ", speaker.to_uppercase())),
        };
        let opening = self.plain.paragraph("opening", 3, &mut self.rng, world);
        text.push_str(&format!("{answers}{opening}\n\n"));
        while text.len() < length {
            let (question, answer) =
                if self.rng.f64() < PLAIN { self.talk(world) } else { self.exchange(world) };
            text.push_str(&format!("{asks}{question}\n\n{answers}{answer}\n\n"));
        }
        "briefing"
    }

    fn talk(&mut self, world: &mut World) -> (String, String) {
        let question = self.plain.paragraph("question", 1, &mut self.rng, world);
        let paragraphs = self.rng.usize(1..4);
        let answer: Vec<String> = (0..paragraphs)
            .map(|_| {
                let sentences = self.rng.usize(1..5);
                self.plain.paragraph("answer", sentences, &mut self.rng, world)
            })
            .collect();
        (question, answer.join("\n\n"))
    }

    fn exchange(&mut self, world: &mut World) -> (String, String) {
        let (question, answer) = &self.source.exchanges[self.rng.usize(0..self.source.exchanges.len())];
        (world.vary(question, &mut self.rng), world.vary(answer, &mut self.rng))
    }

    fn statement(&mut self, text: &mut String, length: usize, date: &str, world: &mut World) -> &'static str {
        text.push_str(&format!("Statement by the {} Minister\n\n{date}\n\n", world.adjective(0)));
        self.paragraphs(text, length, "answer", world);
        "statement"
    }

    fn article(&mut self, text: &mut String, length: usize, date: &str, world: &mut World) -> &'static str {
        let (place, firm) = (world.place(&mut self.rng), world.firm(&mut self.rng));
        text.push_str(&format!("{firm} and the talks in {place}\n\nBy {}\n{date}\n\n", world.speaker()));
        self.paragraphs(text, length, "report", world);
        "article"
    }

    fn paragraphs(&mut self, text: &mut String, length: usize, kind: &str, world: &mut World) {
        let own = if kind == "report" { &self.source.told } else { &self.source.stated };
        while text.len() < length {
            let paragraph = if self.rng.f64() < PLAIN {
                self.plain.paragraph(kind, 3, &mut self.rng, world)
            } else {
                world.vary(&own[self.rng.usize(0..own.len())], &mut self.rng)
            };
            text.push_str(&format!("{paragraph}\n\n"));
        }
    }
}
