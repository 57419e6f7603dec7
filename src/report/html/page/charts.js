// The charts of the overview: acts, speakers, targets, replies, sources.

function chartOfActs({ acts }) {
  const rows = tally(acts, (hit) => hit.category).map(([key, value]) => ({
    key,
    value,
    label: categoryName(key),
    kind: isBeside(key) ? "beside" : polarityOf(key),
    tip: `${CATEGORIES.get(key)?.definition ?? key}. ${CATEGORIES.get(key)?.core ? "Enters the confrontation index." : isBeside(key) ? BESIDE : "Does not enter the confrontation index."}`,
  }));
  const note =
    "Red, striped: confrontational. Red, hollow: the same, but beside the index, as it is said in quiet times, too. Violet, dotted: evasive. Green, plain: cooperative. Grey: neutral. Press a row to look at it alone.";
  return bars({ id: "acts-chart", words: "What kind of acts" }, note, ["Kind of act", "Acts"], rows, "category");
}

function chartOfSpeakers({ said, core }) {
  const [words, acts] = [groupBy(said, (said) => said.who), groupBy(core, (hit) => hit.who)];
  const rows = [...words].map(([key, all]) => {
    const n = sum(all, (said) => said.n);
    const answers = all.filter((said) => said.answer).length;
    const value = n ? (1000 * (acts.get(key)?.length ?? 0)) / n : 0;
    return {
      key,
      label: key,
      value,
      shown: number(value, 1),
      more: number(answers),
      answers,
      few: answers < 20,
      bare: answers < 5,
      interval: isFiltered() ? null : intervalOf("speaker", key, "ci"),
    };
  });
  rows.sort((a, b) => (b.answers >= 20) - (a.answers >= 20) || b.value - a.value || (a.key < b.key ? -1 : 1));
  const note = `${actsName()} per 1,000 words. Those with at least 20 answers come first; hollow bars rest on fewer, too few to be compared; below 5 there is no bar. Brackets: the 95 % interval, shown without filters.`;
  return bars(
    { id: "speakers-chart", words: "Speakers" },
    note,
    ["Speaker", "Per 1,000 words", "Answers"],
    rows,
    "speaker",
  );
}

function chartOfTargets({ core }) {
  const rows = tally(core, (hit) => hit.target || "UNSPEC").map(([key, value]) => ({
    key,
    value,
    label: actorName(key),
    kind: filters.category ? polarityOf(filters.category) : "confrontational",
    more: `${number((100 * value) / core.length)} %`,
  }));
  return bars(
    { id: "targets-chart", words: "At whom it is aimed" },
    `${actsName()} by target, as read from the words.`,
    ["Target", "Acts", "Share"],
    rows,
    "target",
  );
}

function chartOfReplies({ answers }) {
  const replies = answers.filter((turn) => turn.reply);
  const rows = tally(replies, (turn) => turn.reply).map(([key, value]) => ({
    key,
    value,
    label: REPLIES[key]?.[0] ?? key,
    tip: REPLIES[key]?.[1],
    more: `${number((100 * value) / replies.length)} %`,
  }));
  return bars(
    { id: "replies-chart", words: "How questions are answered" },
    "By the words of question and answer; a rough reading.",
    ["Reply", "Answers", "Share"],
    rows,
  );
}

function chartOfSources({ citations }) {
  const rows = tally(citations, (citation) => citation.type).map(([key, value]) => ({
    key,
    value,
    label: sourceName(key),
    more: `${number((100 * value) / citations.length)} %`,
  }));
  return bars(
    { id: "sources-chart", words: "Sources by kind" },
    "“Own” and “other side” are seen from the speaker.",
    ["Kind of source", "Citations", "Share"],
    rows,
  );
}

function chartOfCited({ citations }) {
  const named = citations.filter((citation) => !/^(STATE|BLOC):/.test(citation.entity));
  const rows = tally(named, (citation) => citation.entity).map(([key, value]) => ({
    key,
    value,
    label: actorName(key),
  }));
  return bars(
    { id: "cited-chart", words: "Most cited" },
    "Sources that the word lists know by name; states and blocs left out.",
    ["Source", "Citations"],
    rows,
  );
}
