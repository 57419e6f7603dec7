// What was read, as objects that point to each other. The data hold columns and, for each document, a list of words
// that the columns name by number; offsets are code points of a turn's text.

const RUN = JSON.parse(document.getElementById("data").textContent);
const ABOUT = RUN.about;
const UNNAMED = "(unnamed)";

const WORDS = {
  turns: ["speaker", "label", "role", "from", "state", "reply", "basis", "topic", "place"],
  hits: [
    "lexicon",
    "term",
    "category",
    "status",
    "cue",
    "holder",
    "certainty",
    "target",
    "target_type",
    "basis",
    "tu_quoque",
    "place",
  ],
  citations: ["entity", "type", "side", "cue", "manner", "use", "claim", "title", "date", "url", "antecedent", "place"],
  figures: ["unit", "base", "scope", "agent", "period", "kind"],
};
const LETTERS = { turns: "t", hits: "h", citations: "c", figures: "n" };

// The rows of a table of a document. A column of equal cells is told once.
function rowsOf(doc, table) {
  const columns = Object.entries(doc[table]).map(([key, cells]) => {
    const cell = Array.isArray(cells) ? (row) => cells[row] : () => cells;
    return [key, WORDS[table].includes(key) ? (row) => doc.words[cell(row)] : cell];
  });
  return Array.from({ length: doc["n_" + table] }, (_, index) => {
    const row = { doc, index, id: doc.id + "." + LETTERS[table] + index };
    for (const [key, cell] of columns) row[key] = cell(index);
    return row;
  });
}

// Where the content of a citation lies: in its turn, or in those that follow.
function partsOf({ doc, turn, content_start, content_end }) {
  if (content_start === null) return [];
  const [from, to] = [turn.start + content_start, turn.start + content_end];
  const parts = [];
  for (let at = turn.index; at >= 0 && at < doc.turns.length && doc.turns[at].start < to; at++) {
    const { start } = doc.turns[at];
    const end = doc.turns[at + 1]?.start ?? Infinity;
    if (end > from)
      parts.push({ turn: doc.turns[at], from: Math.max(from, start) - start, to: Math.min(to, end) - start });
  }
  return parts;
}

const answering = (turn) => turn.role === "spokesperson" || turn.role === "official";

const DOCS = RUN.documents;
const BY_ID = new Map();
for (const doc of DOCS) {
  BY_ID.set(doc.id, doc);
  for (const table of Object.keys(LETTERS)) {
    doc[table] = rowsOf(doc, table);
    for (const row of doc[table]) {
      BY_ID.set(row.id, row);
      if (table !== "turns") row.turn = doc.turns[row.turn];
    }
  }
  for (const turn of doc.turns) {
    turn.hits = [];
    turn.citations = [];
    turn.figures = [];
    turn.contents = [];
    turn.question = turn.reply_to === null ? null : doc.turns[turn.reply_to];
    turn.who = turn.speaker || turn.from || UNNAMED;
  }
  for (const hit of doc.hits) {
    hit.who = hit.holder || UNNAMED;
    hit.turn.hits.push(hit);
  }
  for (const citation of doc.citations) {
    citation.figures = [];
    citation.turn.citations.push(citation);
    citation.parts = partsOf(citation);
    for (const part of citation.parts) part.turn.contents.push(part);
  }
  for (const figure of doc.figures) {
    figure.turn.figures.push(figure);
    if (figure.citation !== null) {
      figure.citation = doc.citations[figure.citation];
      figure.citation.figures.push(figure);
    }
  }
  // Words that persons said: their turns, and in articles what is quoted of them by name.
  const quoted = doc.quoted.n.map((n, row) => ({
    doc,
    n,
    turn: doc.turns[doc.quoted.turn[row]],
    who: doc.words[doc.quoted.speaker[row]],
    answer: false,
  }));
  const turns = doc.turns.filter(answering);
  doc.said = turns.map((turn) => ({ doc, n: turn.n, turn, who: turn.who, answer: true })).concat(quoted);
  doc.month = doc.date && doc.precision !== "year" ? doc.date.slice(0, 7) : "";
}

// Text as pieces: the whole of it, or what is kept of it, each with the offset where it begins.
function piecesOf(turn) {
  const texts = turn.doc.texts[turn.index];
  return typeof texts === "string" ? [[0, texts]] : texts;
}

// Letters beyond the basic plane take two units in a string and are one code point in an offset.
const TWO_UNITS = /[\ud800-\udbff]/;
const lengthOf = (text) => (TWO_UNITS.test(text) ? Array.from(text).length : text.length);
const cut = (text, from, to) =>
  TWO_UNITS.test(text) ? Array.from(text).slice(from, to).join("") : text.slice(from, to);

// The words of a turn between two offsets, as far as they are on this page.
function wordsAt(turn, from, to) {
  const parts = [];
  for (const [start, text] of piecesOf(turn)) {
    if (start < to && start + lengthOf(text) > from) parts.push(cut(text, Math.max(0, from - start), to - start));
  }
  return parts.join(" … ");
}

const isShortened = (doc) => doc.texts.some((texts) => typeof texts !== "string");
const textOf = (turn) =>
  piecesOf(turn)
    .map(([, text]) => text)
    .join(" … ");
const sourceOf = (citation) => wordsAt(citation.turn, citation.start, citation.end);
const contentOf = (citation) =>
  citation.parts
    .map(({ turn, from, to }) => wordsAt(turn, from, to))
    .filter(Boolean)
    .join(" ");
const matchedOf = (row) => wordsAt(row.turn, row.start, row.end);
