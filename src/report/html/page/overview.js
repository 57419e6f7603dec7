// The first view: what was read, what was found, and the charts.

function showOverview(selection) {
  showFacts(selection);
  showLeftOut();
  showWorst(selection);
  showTime(selection);
  fill($("charts"), chartOfActs(selection), chartOfSpeakers(selection), chartOfTargets(selection), chartOfReplies(selection), chartOfSources(selection), chartOfCited(selection));
  showNotes();
}

function showFacts({ docs, said, acts, answers, citations, core }) {
  const dates = sorted(docs.map((doc) => doc.date));
  const period = dates.length ? `${dates[0].slice(0, 4)}–${dates[dates.length - 1].slice(0, 4)}` : "no dates";
  const words = sum(said, (said) => said.n);
  const rate = words ? number((1000 * core.length) / words, 1) : "–";
  const facts = [
    ["Texts", number(docs.length), period],
    ["Answers and statements", number(answers.length), "turns of spokespersons and officials"],
    ["Words of theirs", number(words), "and of persons whom articles quote"],
    ["Acts found", number(acts.length), "that count: said in earnest, by a voice that answers"],
    [picksActs() ? "Chosen acts per 1,000 words" : "Confrontation index", rate, picksActs() ? "of all words of the speakers" : "confrontational acts per 1,000 words"],
    ["Citations", number(citations.length), "of a source, questions left out"],
  ];
  fill($("facts"), make("dl.facts", {}, facts.map(([name, value, more]) => make("div", {}, make("dt", {}, name), make("dd", {}, make("strong", {}, value), make("span", {}, more))))));
}

// What does not stand on this page is said first.
function showLeftOut() {
  const { shortened, gone, whole_from, largest } = RUN.left_out;
  const parts = [];
  if (gone) parts.push(`${plural(gone, "text")} – the oldest – ${gone === 1 ? "is" : "are"} not on this page at all, and in none of its counts.`);
  if (shortened) parts.push(`Of ${plural(shortened, "further text")} only the sentences are here in which something was found.`);
  if (whole_from) parts.push(`From ${whole_from} on everything is here.`);
  if (parts.length) parts.push(`The page takes at most ${number(largest / 1e6, largest % 1e6 ? 1 : 0)} MB; the tables beside it hold everything.`);
  fill($("left-out"), parts.length ? make("p.warning", { id: "left-out-note" }, make("strong", {}, "Left out: "), parts.join(" ")) : null);
}

// The answer with the most points of confrontation.
function worstOf({ answers, core }) {
  const points = new Map();
  for (const hit of core) points.set(hit.turn, (points.get(hit.turn) ?? 0) + Math.max(0, hit.intensity));
  let worst = null;
  for (const turn of answers) if (points.get(turn) > (points.get(worst) ?? 0)) worst = turn;
  return worst && { turn: worst, points: points.get(worst), acts: core.filter((hit) => hit.turn === worst) };
}

function showWorst(selection) {
  const worst = worstOf(selection);
  const heading = make("h2", { id: "worst-heading" }, "The most confrontational answer");
  if (!worst) return fill($("worst"), heading, make("p.note", {}, "No answer with such an act fits the filters."));
  const { turn, points, acts } = worst;
  const first = acts[0];
  fill($("worst"), heading,
    make("p", {}, make("strong", {}, turn.who), `, ${dateName(turn.doc)}: ${plural(acts.length, "act")}, `,
      term(`${number(points, points % 1 ? 1 : 0)} points`, "Every act has an intensity of 1 (mild) to 5; the points are their sum.")),
    make("blockquote", {}, excerpt(textOf(turn), 420)),
    make("p", {}, "Acts: ", acts.slice(0, 8).map((hit, at) => [at ? ", " : "", make("a", { href: linkTo("hit", hit.id) }, `“${excerpt(matchedOf(hit), 60)}”`), ` (${categoryName(hit.category)})`]), acts.length > 8 ? ` and ${acts.length - 8} more` : ""),
    make("p", {}, make("a.go", { href: linkTo("turn", turn.id), id: "worst-link" }, "Read it, with what was found marked"), " · ", make("a", { href: linkTo("hit", first.id) }, "Why was it tagged so?")));
}

function chartOfActs({ acts }) {
  const rows = tally(acts, (hit) => hit.category).map(([key, value]) => ({
    key, value, label: categoryName(key), kind: polarityOf(key),
    tip: `${CATEGORIES.get(key)?.definition ?? key}. ${CATEGORIES.get(key)?.core ? "Enters the confrontation index." : "Does not enter the confrontation index."}`,
  }));
  const note = "Red, striped: confrontational. Violet, dotted: evasive. Green, plain: cooperative. Grey: neutral. Press a row to look at it alone.";
  return bars({ id: "acts-chart", words: "What kind of acts" }, note, ["Kind of act", "Acts"], rows, "category");
}

function chartOfSpeakers({ said, core }) {
  const [words, acts] = [groupBy(said, (said) => said.who), groupBy(core, (hit) => hit.who)];
  const rows = [...words].map(([key, all]) => {
    const n = sum(all, (said) => said.n);
    const answers = all.filter((said) => said.answer).length;
    const value = n ? (1000 * (acts.get(key)?.length ?? 0)) / n : 0;
    return { key, label: key, value, shown: number(value, 1), more: number(answers), answers, few: answers < 20, interval: isFiltered() ? null : intervalOf("speaker", key, "ci") };
  });
  rows.sort((a, b) => (b.answers >= 20) - (a.answers >= 20) || b.value - a.value || (a.key < b.key ? -1 : 1));
  const note = "Confrontational acts per 1,000 words. Those with at least 20 answers come first; hollow bars rest on fewer, too few to be compared. Brackets: the 95 % interval, shown without filters.";
  return bars({ id: "speakers-chart", words: "Speakers" }, note, ["Speaker", "Per 1,000 words", "Answers"], rows, "speaker");
}

function chartOfTargets({ core }) {
  const rows = tally(core, (hit) => hit.target || "UNSPEC").map(([key, value]) => ({ key, value, label: actorName(key), kind: "confrontational", more: `${number((100 * value) / core.length)} %` }));
  return bars({ id: "targets-chart", words: "At whom it is aimed" }, "Confrontational acts by target, as read from the words.", ["Target", "Acts", "Share"], rows, "target");
}

function chartOfReplies({ answers }) {
  const replies = answers.filter((turn) => turn.reply);
  const rows = tally(replies, (turn) => turn.reply).map(([key, value]) => ({ key, value, label: REPLIES[key]?.[0] ?? key, tip: REPLIES[key]?.[1], more: `${number((100 * value) / replies.length)} %` }));
  return bars({ id: "replies-chart", words: "How questions are answered" }, "By the words of question and answer; a rough reading.", ["Reply", "Answers", "Share"], rows);
}

function chartOfSources({ citations }) {
  const rows = tally(citations, (citation) => citation.type).map(([key, value]) => ({ key, value, label: sourceName(key), more: `${number((100 * value) / citations.length)} %` }));
  return bars({ id: "sources-chart", words: "Sources by kind" }, "“Own” and “other side” are seen from the speaker.", ["Kind of source", "Citations", "Share"], rows);
}

function chartOfCited({ citations }) {
  const named = citations.filter((citation) => !/^(STATE|BLOC):/.test(citation.entity));
  const rows = tally(named, (citation) => citation.entity).map(([key, value]) => ({ key, value, label: actorName(key) }));
  return bars({ id: "cited-chart", words: "Most cited" }, "Sources that the word lists know by name; states and blocs left out.", ["Source", "Citations"], rows);
}

function showNotes() {
  const { differing, agreeing, problems } = ABOUT;
  const parts = [];
  if (differing.n || agreeing.n) parts.push(checksNote(differing, agreeing));
  if (problems.n) parts.push(problemsNote(problems));
  fill($("notes"), parts);
}

function checksNote(differing, agreeing) {
  const item = ([relation, slot, note, a, b]) => make("li", {}, make("strong", {}, `${RELATIONS[relation] ?? relation}${slot ? ` (${slot})` : ""}: `), note, " ",
    [a, b].filter((id) => BY_ID.has(id)).map((id, at) => [at ? " · " : "", make("a", { href: linkTo("turn", BY_ID.get(id).turn.id) }, at ? "second text" : "first text")]));
  return make("section.card", { "aria-labelledby": "checks-heading" }, make("h2", { id: "checks-heading" }, "Figures that differ between texts"),
    make("p.note", {}, `${plural(agreeing.n, "pair")} of figures agree, ${number(differing.n)} differ. A difference is a place to look at, not a verdict. All texts, whatever the filters.`),
    make("ul", {}, differing.rows.slice(0, 50).map(item)), differing.n > 50 ? make("p.note", {}, `${number(differing.n - 50)} more stand in the table “checks”.`) : null);
}
const RELATIONS = { contradicts: "Contradicts", qualifies: "Says more or less", agrees: "Agrees", unmatched: "No partner" };

function problemsNote(problems) {
  const item = ([severity, path, , message, advice]) => make("li", {}, make("strong", {}, severity + ": "), `${path}: ${message}. `, make("span.note", {}, advice));
  return make("section.card", { "aria-labelledby": "problems-heading" }, make("h2", { id: "problems-heading" }, "What to know about the reading"),
    make("details", {}, make("summary", {}, plural(problems.n, "note")), make("ul", {}, problems.rows.slice(0, 200).map(item)),
      problems.n > 200 ? make("p.note", {}, `${number(problems.n - 200)} more stand in the table “problems”.`) : null));
}
