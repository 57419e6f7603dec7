// What the words of the page mean, in one place.

function startHelp() {
  const list = (pairs) =>
    make(
      "dl.words-list",
      {},
      pairs.map(([name, meaning]) => [make("dt", {}, name), make("dd", {}, meaning)]),
    );
  const acts = ABOUT.categories.map(({ name, definition, polarity, core }) => [
    name,
    `${definition}. ${polarity}${core ? "; enters the confrontation index" : ""}.`,
  ]);
  fill(
    $("help"),
    make("h1", { id: "help-heading", tabindex: "-1" }, "What the words mean"),
    make(
      "p",
      {},
      "Every act was found by word lists and named rules, not by a person. Before you print a figure, read some of the words behind it: each mark in a text says why it was tagged.",
    ),
    make("h2", {}, "Measures"),
    list([
      [
        "Act",
        "Something that is done with words: a denial, an accusation, a threat, an offer. Each has an intensity from 1 (mild) to 5, below 0 for friendly acts.",
      ],
      [
        "Confrontation index",
        "Confrontational acts per 1,000 words of those who answer, and of those whom articles quote by name.",
      ],
      ["Points", "The sum of the intensities of an answer's confrontational acts."],
      [
        "95 % interval",
        "How far a value might lie elsewhere if other texts of the same kind had been read. It says nothing about wrong tags.",
      ],
      ["How exact (0–4)", SPECIFICITY.join("; ")],
    ]),
    make("h2", {}, "How words can be meant"),
    list(Object.values(STATUSES)),
    make("h2", {}, "How questions are answered"),
    list(Object.values(REPLIES)),
    make("h2", {}, "Kinds of act"),
    list(acts),
    make("h2", {}, "Keys"),
    list([
      ["Tab, Shift+Tab", "go from one thing to the next and back"],
      ["Enter", "follows a link, presses a button, opens a label"],
      ["Arrow up, arrow down", "go through the rows of a table, once one of its links has the focus"],
      ["Arrow left, arrow right", "go through the points of the time chart"],
      ["Escape", "closes the explanation of a mark or a word"],
    ]),
  );
}
