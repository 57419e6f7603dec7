// Where a level changes, in plain sentences: what the run has tested, whatever the filters.

function changesNote() {
  const changes = ABOUT.changes.rows.filter(([by]) => ["all", "state", "speaker"].includes(by));
  const nothing = "In no series of a speaker, a state or all texts does the level shift so clearly that chance is ruled out among all that were tested. “rejoinder run --compare-at 2019-07” compares before and after a month of your own.";
  return make(
    "section.card",
    { id: "changes", "aria-labelledby": "changes-heading" },
    make("h2", { id: "changes-heading" }, "Who changed, and when"),
    changes.length ? make("ul", {}, changes.slice(0, 30).map(changeItem)) : make("p.note", {}, nothing),
    changes.length > 30
      ? make("p.note", {}, `${number(changes.length - 30)} more stand in the table “changes”.`)
      : null,
    make(
      "p.note",
      {},
      "All texts, whatever the filters. A change of a state or of all texts may be a change of who speaks. The table “changes” says how each was tested.",
    ),
  );
}

function changeItem([by, series, measure, basis, at, low, high, before, after, difference, interval, p, answers]) {
  const of = CHANGED[measure] ?? [measure, (value) => number(value, 2)];
  const [name, show] = of;
  const who = by === "all" ? "All texts" : by === "state" ? stateName(series) : series;
  const sign = (value) => (value > 0 ? "+" : "") + show(value);
  const chance = interval[0] !== null && interval[0] <= 0 && interval[1] >= 0;
  return make(
    "li",
    {},
    make("strong", {}, who),
    `, ${name}: ${show(before)} before ${monthName(at)} (${plural(answers[0], "answer")}), ${show(after)} from then on (${number(answers[1])}). Difference ${sign(difference)}`,
    interval[0] === null ? ". " : `, 95 % interval ${sign(interval[0])} to ${sign(interval[1])}. `,
    basis === "given"
      ? chance
        ? "Zero lies inside: it may be chance. "
        : ""
      : `Found by the program${low ? `, some time between ${monthName(low)} and ${monthName(high)}` : ""}; chance alone would bring so large a shift with p = ${p} among all that were tested.`,
    Math.min(...answers) < 20 ? make("em", {}, " Few answers: not to be quoted.") : "",
  );
}

const SHARE = (value) => `${number(100 * value)} %`;
const RATE = (value) => number(value, 1);
const CHANGED = {
  ci: ["confrontational acts per 1,000 words", RATE],
  hostile_any_share: ["share of answers with a confrontational act", SHARE],
  evasion_rate: ["share of questions that get no answer", SHARE],
};
