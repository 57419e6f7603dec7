// The words of a turn with what was found in them: acts as coloured marks with a label, citations underlined.

// Short labels and hues (degrees) of the categories that come with the program; others show their own name in grey.
const LABELS = {
  accuse: ["accuses", 5],
  discredit: ["discredits", 25],
  insult: ["insults", 335],
  warn: ["warns", 42],
  threat: ["threatens", 355],
  demand: ["demands", 55],
  "deny.fact": ["denies", 212],
  "deny.smear": ["calls it a smear", 190],
  reject: ["rejects", 230],
  oppose: ["opposes", 285],
  whatabout: ["points elsewhere", 312],
  resolve: ["defies", 172],
  grievance: ["complains of harm", 150],
  "evade.nocomment": ["no comment", 262],
  "evade.ignorance": ["says not to know", 262],
  "evade.refer": ["refers elsewhere", 262],
  "evade.already": ["said before", 262],
  "evade.hypothetical": ["no hypotheses", 262],
  "evade.attackq": ["attacks the question", 320],
  "evade.noted": ["only noted", 262],
  "evade.generic": ["vague appeal", 262],
  boiler: ["set phrase", null],
  "coop.offer": ["offers", 125],
  "coop.support": ["supports", 125],
  "coop.praise": ["praises", 125],
  "coop.empathy": ["sympathises", 125],
  "coop.concede": ["concedes", 95],
};
const labelOf = (category) => LABELS[category]?.[0] ?? category;

function setHue(element, category) {
  const hue = LABELS[category]?.[1];
  if (hue === null || hue === undefined) element.style.setProperty("--sat", "0%");
  else element.style.setProperty("--hue", hue);
}

// Acts that share words are marked together.
function clusters(hits) {
  const all = [];
  for (const hit of [...hits].sort((a, b) => a.start - b.start || b.end - a.end)) {
    const last = all[all.length - 1];
    if (last && hit.start < last.end) {
      last.hits.push(hit);
      last.end = Math.max(last.end, hit.end);
    } else all.push({ start: hit.start, end: hit.end, hits: [hit] });
  }
  return all;
}

// Nodes for a piece of a turn's text. Where anything begins or ends the words are cut.
function marked(turn, [from, text], shown) {
  const to = from + lengthOf(text);
  const acts = clusters(turn.hits.filter((hit) => shown.idle || hit.counts));
  const citations = shown.citations ? turn.citations : [];
  const edges = new Set([from, to]);
  const add = (start, end) => [start, end].forEach((at) => at > from && at < to && edges.add(at));
  acts.forEach(({ start, end }) => add(start, end));
  const contents = shown.citations ? turn.contents : [];
  citations.forEach((one) => add(one.start, one.end));
  contents.forEach((one) => add(one.from, one.to));
  const cue = shown.cue?.turn === turn ? shown.cue : null;
  if (cue) add(cue.from, cue.to);
  const places = [...edges].sort((a, b) => a - b);
  const nodes = [];
  let open = null;
  places.slice(0, -1).forEach((start, at) => {
    const end = places[at + 1];
    const act = acts.find((one) => one.start <= start && one.end >= end);
    if (open && open.act !== act) open = null;
    if (act && !open) nodes.push((open = { act, mark: markOf(act) }).mark);
    const into = open ? open.mark : { append: (...more) => nodes.push(...more) };
    into.append(plainWords(cut(text, start - from, end - from), start, end, citations, contents, cue));
    if (act && act.end === end) into.append(...act.hits.map(tagOf));
    citations.filter((one) => one.end === end).forEach((one) => into.append(tagOfSource(one)));
  });
  return nodes;
}

// Words between two edges, underlined where they are a source or what is cited.
function plainWords(words, start, end, citations, contents, cue) {
  const inside = (from, to) => from <= start && to >= end;
  const classes = [];
  if (citations.some((one) => inside(one.start, one.end))) classes.push("source");
  if (contents.some((one) => inside(one.from, one.to))) classes.push("content");
  if (cue && inside(cue.from, cue.to)) classes.push("cue");
  // A line that was broken for width is no new line; the offsets stay as they are.
  const text = words.replace(/([^\n])\n(?=[^\n])/g, "$1 ");
  return classes.length ? make("span." + classes.join("."), {}, text) : text;
}

function markOf({ hits }) {
  const first = hits.find((hit) => hit.counts) ?? hits[0];
  const mark = make("mark", {
    class: `hit ${polarityOf(first.category)} ${isBeside(first.category) ? "beside" : ""} ${first.counts ? "" : "idle"} status-${first.status}`,
    "data-hit": first.id,
  });
  setHue(mark, first.category);
  return mark;
}

function tagOf(hit) {
  const status = hit.status === "use" ? "" : ` · ${statusName(hit.status)}`;
  const why = `${categoryName(hit.category)}; ${hit.counts ? "counts" : "does not count"}. Why?`;
  const tag = make(
    "a",
    { class: "tag" + (hit.counts ? "" : " idle"), href: linkTo("hit", hit.id), "data-id": hit.id, title: why },
    labelOf(hit.category) + status,
  );
  setHue(tag, hit.category);
  return tag;
}

const tagOfSource = (citation) =>
  make(
    "a.tag.source-tag",
    { href: linkTo("cite", citation.id), "data-id": citation.id, title: "A source is cited: see how" },
    `source ${citation.specificity}/4`,
  );
