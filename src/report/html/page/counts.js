// What the filters leave, counted from the rows. Filters of speaker, time and text choose whose words are looked at;
// filters of act and target choose among the acts, while rates stay rates of all those words.

const fitsDoc = (doc) =>
  (!filters.doc_is || doc.id === filters.doc_is) &&
  (!filters.genre || doc.genre === filters.genre) &&
  (!filters.from || (doc.month && doc.month >= filters.from)) &&
  (!filters.to || (doc.month && doc.month <= filters.to));
const fitsWho = (who) => !filters.speaker || who === filters.speaker;
const picksActs = () => filters.category !== "" || filters.target !== "";
const fitsAct = (hit) =>
  hit.counts === 1 &&
  fitsWho(hit.who) &&
  (!filters.category || hit.category === filters.category) &&
  (!filters.target || hit.target === filters.target);
// Acts that make up the confrontation index: the core set, or whatever kind is asked for.
const isCounted = (hit) => hit.core === 1 || filters.category !== "";

function select() {
  // Of a speaker, the texts with words of that speaker.
  const docs = DOCS.filter((doc) => fitsDoc(doc) && (!filters.speaker || doc.said.some((said) => fitsWho(said.who))));
  const said = docs.flatMap((doc) => doc.said.filter((said) => fitsWho(said.who)));
  const acts = docs.flatMap((doc) => doc.hits.filter(fitsAct));
  const chosen = new Set(acts.map((hit) => hit.turn));
  const withActs = (turn) => !picksActs() || chosen.has(turn);
  const answers = said.filter((said) => said.answer && withActs(said.turn)).map((said) => said.turn);
  const citations = docs.flatMap((doc) =>
    doc.citations.filter(
      (citation) => !isAsked(citation.turn) && fitsWho(citerOf(citation)) && withActs(citation.turn),
    ),
  );
  return { docs, said, acts, answers, citations, core: acts.filter(isCounted) };
}

const isAsked = (turn) => turn.role === "journalist" || turn.role === "moderator";
const citerOf = (citation) => (answering(citation.turn) ? citation.turn.who : "");

const actsName = () =>
  filters.category ? `Acts of the kind “${categoryName(filters.category)}”` : "Confrontational acts";

// The measures of the course of time: numerator and denominator of some words and acts.
const MEASURES = {
  ci: {
    name: () => `${actsName()} per 1,000 words`,
    of: ({ said, core }) => [1000 * core.length, sum(said, (said) => said.n)],
    show: (value) => number(value, 1),
  },
  hostile_any_share: {
    name: () => `Share of answers with ${filters.category ? "such an" : "a confrontational"} act`,
    of: ({ said, core }) => {
      const turns = new Set(core.map((hit) => hit.turn));
      const answers = said.filter((said) => said.answer);
      return [answers.filter((said) => turns.has(said.turn)).length, answers.length];
    },
    show: (value) => `${number(100 * value)} %`,
  },
  evasion_rate: {
    name: () => "Share of questions that get no answer",
    of: ({ said }) => {
      const replies = said.filter((said) => said.answer && said.turn.reply);
      return [replies.filter((said) => said.turn.reply === "nonreply").length, replies.length];
    },
    show: (value) => `${number(100 * value)} %`,
  },
};

const sum = (all, of) => all.reduce((total, one) => total + of(one), 0);

function valueOf(measure, part) {
  const [above, below] = MEASURES[measure].of(part);
  return below ? above / below : null;
}

// How often each name occurs, the most frequent first.
function tally(all, nameOf) {
  const counts = new Map();
  for (const one of all) {
    const name = nameOf(one);
    if (name !== "") counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
}

// Groups of something by a name.
function groupBy(all, nameOf) {
  const groups = new Map();
  for (const one of all) {
    const name = nameOf(one);
    if (!groups.has(name)) groups.set(name, []);
    groups.get(name).push(one);
  }
  return groups;
}

// Periods: how a document's date names them, and the second at which they begin.
const PERIODS = {
  month: {
    name: "months",
    of: (doc) => doc.month,
    begins: (name) => Date.UTC(name.slice(0, 4), name.slice(5) - 1) / 1000,
  },
  quarter: {
    name: "quarters",
    of: (doc) => doc.month && `${doc.month.slice(0, 4)}-Q${Math.ceil(doc.month.slice(5) / 3)}`,
    begins: (name) => Date.UTC(name.slice(0, 4), (name.slice(6) - 1) * 3) / 1000,
  },
  year: { name: "years", of: (doc) => (doc.date ?? "").slice(0, 4), begins: (name) => Date.UTC(name, 0) / 1000 },
};

// The interval of an unfiltered value, as the run has worked it out.
const MEASURED = new Map(
  ABOUT.measures.rows.map(([by, group, measure, ...rest]) => [`${by}\n${group}\n${measure}`, rest]),
);
function intervalOf(by, group, measure) {
  // Where whole texts are left out the values here are not those of the run.
  if (RUN.left_out.gone) return null;
  const [, low, high] = MEASURED.get(`${by}\n${group}\n${measure}`) ?? [];
  return low === null || low === undefined ? null : [low, high];
}
