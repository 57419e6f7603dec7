// One text as a whole: who speaks, what is asked and answered, with what was found.

const reading = { doc: null, idle: true, citations: true, cue: null };

function showReader(selection, place) {
  const still = selection.docs.includes(reading.doc) ? reading.doc : selection.docs[0];
  const doc = place.doc ?? still ?? reading.doc ?? DOCS[0];
  if (!doc) return fill($("reader"), make("h1", { id: "reader-heading", tabindex: "-1" }, "No text was read"));
  reading.doc = doc;
  const list = make(
    "nav.texts",
    { "aria-label": "Texts" },
    make("h2", {}, plural(selection.docs.length, "text")),
    listOf(selection, doc),
  );
  const article = make(
    "article.text",
    { "aria-labelledby": "reader-heading" },
    headOf(doc),
    legendOf(doc),
    doc.turns.map(turnOf),
  );
  const at = document.querySelector(".texts ol")?.scrollTop ?? 0;
  fill($("reader"), article, list);
  list.querySelector("ol").scrollTop = at;
}

function listOf({ docs }, current) {
  const item = (doc) => {
    const core = doc.hits.filter((hit) => hit.counts && hit.core).length;
    return make(
      "li",
      {},
      make(
        "a",
        { href: linkTo("doc", doc.id), "aria-current": doc === current ? "true" : null },
        make("span.when", {}, dateName(doc)),
        " ",
        excerpt(titleOf(doc), 70),
        make("span.count", {}, ` ${plural(core, "act")}`),
      ),
    );
  };
  const inTime = [...docs].sort((a, b) =>
    (a.date ?? "") < (b.date ?? "") ? 1 : (a.date ?? "") > (b.date ?? "") ? -1 : 0,
  );
  return make("ol", {}, inTime.map(item));
}

function headOf(doc) {
  const facts = [
    dateName(doc),
    doc.genre,
    doc.institution,
    doc.outlet,
    doc.author,
    doc.state && `${doc.genre === "article" ? "on" : "speaks for"} ${stateName(doc.state)}`,
    plural(doc.n, "word"),
  ].filter(Boolean);
  return make(
    "header",
    {},
    make("h1", { id: "reader-heading", tabindex: "-1" }, titleOf(doc)),
    make("p.note", {}, facts.join(" · ")),
    make(
      "p.note",
      {},
      "File: ",
      make("code", {}, doc.path),
      doc.row ? `, row ${doc.row}` : "",
      doc.url ? [" · ", outside(doc.url, "on the web")] : null,
    ),
    isShortened(doc)
      ? make(
          "p.warning",
          {},
          make("strong", {}, "Shortened: "),
          "of this text only the sentences are on this page that hold an act, a source or what it is cited for; the table “turns” has all of it.",
        )
      : null,
  );
}

// What the colours, lines and labels mean, for what occurs in this text.
function legendOf(doc) {
  const kinds = tally(doc.hits, (hit) => hit.category).map(([category, n]) => {
    const sample = make("mark", { class: `hit ${polarityOf(category)}` }, labelOf(category));
    setHue(sample, category);
    return make("li", {}, sample, ` ${categoryName(category)} (${n})`);
  });
  const box = (key, words) => {
    const input = make("input", { type: "checkbox", id: "show-" + key, checked: reading[key] });
    input.addEventListener("change", () => {
      reading[key] = input.checked;
      render();
      $("show-" + key).focus();
    });
    return make("p", {}, input, make("label", { for: input.id }, words));
  };
  return make(
    "div.legend",
    {},
    make(
      "div.choices",
      {},
      box("idle", "acts that do not count (grey; struck through when denied)"),
      box("citations", "sources and what they are cited for"),
    ),
    make(
      "details",
      {},
      make("summary", {}, "What the marks mean"),
      make("ul.kinds", {}, kinds),
      make(
        "p.note",
        {},
        "Lines: thick – confrontational; thin – confrontational, but beside the index; dashed – evasive; double – cooperative; dotted – neutral. ",
        make("span.source", {}, "a source"),
        ", ",
        make("span.content", {}, "what it is cited for"),
        "; the label behind a source says how exact it is, from 0 to 4. Press a label, or Enter on it, to see why the words were tagged.",
      ),
    ),
  );
}

function turnOf(turn) {
  const text = piecesOf(turn).flatMap((piece, at) => [
    at || piece[0] > 0 ? make("span.gap", { title: "words left out here" }, " […] ") : null,
    ...marked(turn, piece, reading),
  ]);
  if (turn.heading)
    return make(
      "section.turn.heading",
      { id: "turn-" + turn.index, "data-turn": turn.id },
      make("h2", { tabindex: "-1" }, text),
    );
  const who =
    turn.role === "narrator"
      ? null
      : make("h2.who", { tabindex: "-1" }, turn.who === UNNAMED ? ROLES[turn.role] : turn.who, whatOf(turn));
  const points = sum(
    turn.hits.filter((hit) => hit.counts && hit.core),
    (hit) => hit.intensity,
  );
  return make(
    "section",
    { class: `turn ${turn.role}`, id: "turn-" + turn.index, "data-turn": turn.id, tabindex: "-1" },
    who,
    make("p.words", {}, text),
    answering(turn)
      ? make(
          "p.sum",
          {},
          replyOf(turn),
          points ? `${number(points, points % 1 ? 1 : 0)} points of confrontation · ` : "",
          make("a", { href: linkTo("turn", turn.id) }, "link to this answer"),
          navigator.clipboard && [" · ", make("button.copy", { type: "button", onclick: (event) => copy(turn, event.target) }, "copy words and link")],
          turn.place ? make("span.note", {}, ` · ${turn.place} of the file`) : "",
        )
      : null,
    answering(turn) ? figuresIn(turn) : null,
  );
}

// For a mail that the page goes with: the words, who said them and when, and where they stand.
async function copy(turn, button) {
  const link = location.pathname.split("/").pop() + linkTo("turn", turn.id);
  await navigator.clipboard.writeText(`“${textOf(turn).trim()}”\n${turn.who}, ${dateName(turn.doc)}\n${link}`);
  button.textContent = "copied; send the page along";
}

// The figures of an answer, each with its source.
function figuresIn(turn) {
  const n = toldFigures(turn).length;
  return n
    ? make(
        "details.figures",
        {},
        make("summary", {}, `${plural(n, "figure")} and where ${n === 1 ? "it comes" : "they come"} from`),
        figuresOf(turn),
      )
    : null;
}

function whatOf(turn) {
  const parts = [
    turn.who === UNNAMED || ROLES[turn.role] === turn.who ? "" : ROLES[turn.role],
    turn.from !== turn.who ? turn.from : "",
  ].filter(Boolean);
  return parts.length ? make("span.role", {}, ` ${parts.join(", ")}`) : null;
}

const replyOf = (turn) =>
  turn.reply
    ? [
        term(
          REPLIES[turn.reply]?.[0] ?? turn.reply,
          `${REPLIES[turn.reply]?.[1] ?? ""}${turn.basis ? ` Decided by: ${turn.basis}.` : ""}`,
        ),
        " · ",
      ]
    : null;

// Brings a turn, a hit or a citation into view and shows which one is meant.
function goTo(place) {
  document.querySelectorAll(".here").forEach((element) => element.classList.remove("here"));
  const tag = place.row && document.querySelector(`.tag[data-id="${CSS.escape(place.row.id)}"]`);
  const section = place.turn && $("turn-" + place.turn.index);
  (tag?.closest("mark") ?? tag ?? section)?.classList.add("here");
  // On a narrow page what explains the words covers the lower half.
  const narrow = matchMedia("(max-width: 60rem)").matches;
  (tag ?? section ?? $("reader-heading"))?.scrollIntoView({ block: tag && !narrow ? "center" : "start" });
  return tag ?? section ?? $("reader-heading");
}
