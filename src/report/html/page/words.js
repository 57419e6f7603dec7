// The words of the tables in plain English.

const CATEGORIES = new Map(ABOUT.categories.map((category) => [category.id, category]));
const categoryName = (id) => CATEGORIES.get(id)?.name ?? id;
// Confrontational, but not part of the index.
const isBeside = (id) => polarityOf(id) === "confrontational" && !CATEGORIES.get(id)?.core;
const BESIDE =
  "It is confrontational, but does not enter the confrontation index: such words are said as a ritual in quiet times and heated ones alike, so they are counted beside it.";
const polarityOf = (id) => CATEGORIES.get(id)?.polarity ?? "neutral";

const ROLES = {
  spokesperson: "spokesperson",
  official: "official",
  journalist: "asks",
  moderator: "moderator",
  narrator: "the text itself",
  unknown: "unknown speaker",
};
const GENRES = {
  briefing: "Briefings",
  statement: "Statements",
  interview: "Interviews",
  speech: "Speeches",
  article: "Articles",
};

const STATUSES = {
  use: ["said in earnest", "The speaker does this here, in the speaker's own name."],
  announced: ["announced", "The speaker says that it will be done."],
  negated: ["denied or negated", "A word of negation takes it back, so nobody does it here."],
  quoted: ["quoted", "The words are somebody else's, given in quotation marks."],
  scare_quote: ["in doubting marks", "The speaker sets the words in quotation marks to keep a distance from them."],
  reported: ["reported", "The text tells what somebody else said."],
  question: ["in a question", "The words are part of a question."],
  hypothetical: ["under a condition", "It is only supposed (if, were, should), not done."],
  principle: ["a principle", "A whole class of deeds is meant; nobody is named."],
  topic: ["a topic", "The words only name what is talked about."],
  irony: ["ironic", "The words are meant as their opposite."],
};
const statusName = (status) => STATUSES[status]?.[0] ?? status;

const REPLIES = {
  reply: ["answers", "The question is taken up."],
  partial: ["answers in part", "Something is declined, or too little of what was asked is told."],
  nonreply: ["does not answer", "It declines, asks back, or is made of evasive words and set phrases."],
  attack: ["attacks instead", "Mostly charges, off the matter or in return for a charge."],
};

const SOURCES = ABOUT.sources;
const sourceName = (type) => SOURCES[type] ?? type;

const SPECIFICITY = [
  "0 – nobody in particular",
  "1 – a kind or a country",
  "2 – a name",
  "3 – a named document",
  "4 – an address to look it up",
];
const USES = {
  evidence: "to support a claim",
  target: "to be attacked",
  rebut: "to be denied",
  background: "background",
  channel: "who passed it on",
  self: "own earlier words",
};
const MANNERS = {
  assert: "says",
  distance: "keeps a distance (claims, alleges)",
  endorse: "endorses (shows, confirms)",
  conflict: "disputes (denies, rejects)",
};
const CERTAINTIES = {
  speaker: "the one who speaks in this turn",
  quote: "quoted in marks by the text",
  paraphrase: "told by the text in other words",
};
const TARGETS = ABOUT.targets;

// The name of an actor: STATE:DEU is Germany, MEDIA:The Ledger is The Ledger.
function actorName(target) {
  if (target in TARGETS) return TARGETS[target];
  const at = target.indexOf(":");
  const name = at < 0 ? target : target.slice(at + 1);
  return ABOUT.states[name] ?? name;
}
const stateName = (code) => ABOUT.states[code] ?? code;

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const monthName = (month) => `${MONTHS[Number(month.slice(5)) - 1]} ${month.slice(0, 4)}`;

// A date as far as it is known.
function dateName(doc) {
  if (!doc.date) return "no date";
  const [year, month, day] = doc.date.split("-");
  if (doc.precision === "year") return year;
  return doc.precision === "month" ? monthName(doc.date) : `${Number(day)} ${MONTHS[Number(month) - 1]} ${year}`;
}
const fileOf = (doc) => doc.path.split("/").pop() + (doc.row ? `, row ${doc.row}` : "");
const titleOf = (doc) => doc.title || fileOf(doc);
const number = (value, digits = 0) =>
  value.toLocaleString("en-GB", { minimumFractionDigits: digits, maximumFractionDigits: digits });
const plural = (n, one, many = one + "s") => `${number(n)} ${n === 1 ? one : many}`;
