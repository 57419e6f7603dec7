// The course of a measure over time: a line with its interval (uPlot), and the same as a table.

const time = { measure: "ci", period: "", plot: null, at: null };

// Years for a long time, months for a short one.
function usualPeriod(months) {
  if (!months.length) return "year";
  const [first, last] = [months[0], months[months.length - 1]];
  const span = (last.slice(0, 4) - first.slice(0, 4)) * 12 + (last.slice(5) - first.slice(5));
  return span > 60 ? "year" : span > 24 ? "quarter" : "month";
}

// One point a period that has words.
function points(selection, measure, period) {
  const { of, begins } = PERIODS[period];
  const said = groupBy(selection.said, (said) => of(said.doc));
  const core = groupBy(selection.core, (hit) => of(hit.doc));
  const names = [...said.keys()].filter(Boolean).sort();
  return names.map((name) => {
    const part = { said: said.get(name), core: core.get(name) ?? [] };
    return {
      name,
      at: begins(name),
      value: valueOf(measure, part),
      interval: isFiltered() ? null : intervalOf(period, name, measure),
      answers: part.said.filter((said) => said.answer).length,
      words: sum(part.said, (said) => said.n),
    };
  });
}

function showTime(selection) {
  $("time-heading").textContent = filters.category ? "The chosen acts over time" : "Confrontation over time";
  const period = time.period || usualPeriod(sorted(selection.docs.map((doc) => doc.month)));
  const all = points(selection, time.measure, period).filter((point) => point.value !== null);
  const undated = selection.docs.filter((doc) => !PERIODS[period].of(doc)).length;
  const chart = make("div.plot", {
    id: "plot",
    tabindex: "0",
    role: "img",
    "aria-label": told(all, period),
    "aria-describedby": "plot-point",
  });
  const point = make(
    "p.point",
    { id: "plot-point", role: "status" },
    "Point at the line, or press the arrow keys on it, to read single values.",
  );
  fill($("time"), choices(period), chart, point, notesOnTime(all, undated), timeTable(all, period));
  if (all.length) draw(chart, point, all, period);
  else chart.replaceWith(make("p.note", {}, "No dated words that fit the filters."));
}

function choices(period) {
  const chooser = (id, label, options, chosen, pick) => {
    const select = make(
      "select",
      { id },
      options.map(([value, name]) => make("option", { value, selected: value === chosen }, name)),
    );
    select.addEventListener("change", () => {
      pick(select.value);
      render();
      $(id).focus();
    });
    return make("p", {}, make("label", { for: id }, label), select);
  };
  return make(
    "div.choices",
    {},
    chooser(
      "time-measure",
      "Measure",
      Object.entries(MEASURES).map(([key, { name }]) => [key, name()]),
      time.measure,
      (value) => (time.measure = value),
    ),
    chooser(
      "time-period",
      "By",
      Object.entries(PERIODS).map(([key, { name }]) => [key, name]),
      period,
      (value) => (time.period = value),
    ),
  );
}

const told = (all, period) =>
  `Line chart. ${MEASURES[time.measure].name()}, ${plural(all.length, "point")} by ${PERIODS[period].name}. The table below has the values.`;

function notesOnTime(all, undated) {
  const interval = all.some((point) => point.interval);
  const few = all.some((point) => point.answers < 20);
  return make(
    "p.note",
    {},
    interval
      ? "The band is the 95 % interval of each value: how far it might lie elsewhere with other texts of the same kind. "
      : "",
    isFiltered()
      ? "With a filter set the values are counted here, without intervals; the table “trends” has those of speakers and states. "
      : "",
    picksActs() && time.measure === "evasion_rate"
      ? "This measure does not look at acts, so the filters of act and target do not change it. "
      : "",
    RUN.left_out.gone
      ? "As texts are left out, no intervals are shown; the table “trends” has those of the whole run. "
      : "",
    few ? "Hollow points rest on fewer than 20 answers: too few to be compared with others. " : "",
    undated ? `${plural(undated, "text")} without such a date ${undated === 1 ? "is" : "are"} not in this chart.` : "",
  );
}

function timeTable(all, period) {
  const { show } = MEASURES[time.measure];
  const row = (point) =>
    make(
      "tr",
      {},
      make("th", { scope: "row" }, point.name),
      make("td.number", {}, show(point.value)),
      make("td.number", {}, point.interval ? `${show(point.interval[0])} to ${show(point.interval[1])}` : "–"),
      make("td.number", {}, number(point.answers)),
      make("td.number", {}, number(point.words)),
    );
  const head = ["Period", "Value", "95 % interval", "Answers", "Words"];
  return make(
    "details",
    {},
    make("summary", {}, "Show as a table"),
    make(
      "div.scroll",
      { tabindex: "0", role: "region", "aria-label": "Values over time" },
      make(
        "table",
        { id: "time-table" },
        make("caption", {}, `${MEASURES[time.measure].name()}, by ${PERIODS[period].name}`),
        make(
          "thead",
          {},
          make(
            "tr",
            {},
            head.map((words, at) => make(at ? "th.number" : "th", { scope: "col" }, words)),
          ),
        ),
        make("tbody", {}, all.map(row)),
      ),
    ),
  );
}

const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

function draw(element, told, all, period) {
  time.plot?.destroy();
  const line = colour("--line");
  const axis = {
    stroke: colour("--text"),
    grid: { stroke: colour("--grid"), width: 1 },
    ticks: { stroke: colour("--grid"), width: 1 },
    font: "13px system-ui, sans-serif",
  };
  const say = (at) => {
    if (at === null || at === undefined || !all[at]) return;
    const { show } = MEASURES[time.measure];
    const { name, value, interval, answers } = all[at];
    told.textContent = `${name}: ${show(value)}${interval ? ` (95 % interval ${show(interval[0])} to ${show(interval[1])})` : ""}, ${plural(answers, "answer")}`;
  };
  const options = {
    width: Math.max(280, element.clientWidth),
    height: 260,
    legend: { show: false },
    cursor: { y: false, drag: { x: false, y: false }, points: { size: 9 } },
    scales: {
      x: { time: true, range: (_, low, high) => (low === high ? [low - 2e7, low + 2e7] : [low, high]) },
      y: { range: (_, low, high) => [Math.min(0, low), (high || 1) * 1.08] },
    },
    axes: [
      {
        ...axis,
        values: (_, ticks) =>
          ticks
            .map((tick) => new Date(tick * 1000))
            .map((day) => (day.getUTCMonth() ? MONTHS[day.getUTCMonth()] + " " : "") + day.getUTCFullYear()),
        space: 70,
      },
      {
        ...axis,
        values: (_, ticks) =>
          ticks.map((tick) => (time.measure === "ci" ? number(tick, tick % 1 ? 1 : 0) : `${number(100 * tick)} %`)),
        size: 58,
      },
    ],
    tzDate: (seconds) => uPlot.tzDate(new Date(seconds * 1000), "Etc/UTC"),
    series: [
      {},
      {
        stroke: line,
        width: 2.5,
        points: {
          show: true,
          size: 8,
          stroke: line,
          fill: colour("--card"),
          filter: (_, __, show) => (show ? all.map((_, at) => at) : null),
        },
      },
      { stroke: "transparent", points: { show: false } },
      { stroke: "transparent", points: { show: false } },
    ],
    bands: [{ series: [2, 3], fill: colour("--band") }],
    hooks: {
      setCursor: [(plot) => say(plot.cursor.idx)],
      draw: [(plot) => fillPoints(plot, all, line)],
    },
  };
  const column = (of) => all.map(of);
  const data = [
    column((p) => p.at),
    column((p) => p.value),
    column((p) => p.interval?.[1] ?? null),
    column((p) => p.interval?.[0] ?? null),
  ];
  time.plot = new uPlot(options, data, element);
  element.addEventListener("keydown", (event) => step(event, all, say));
}

// Values that rest on enough answers are full points.
function fillPoints(plot, all, line) {
  plot.ctx.fillStyle = line;
  all.forEach(({ at, value, answers }) => {
    if (answers < 20) return;
    plot.ctx.beginPath();
    plot.ctx.arc(plot.valToPos(at, "x", true), plot.valToPos(value, "y", true), 4 * devicePixelRatio, 0, 2 * Math.PI);
    plot.ctx.fill();
  });
}

// Arrow keys go from point to point.
function step(event, all, say) {
  const way = { ArrowRight: 1, ArrowLeft: -1, Home: -all.length, End: all.length }[event.key];
  if (!way) return;
  event.preventDefault();
  const at = Math.max(0, Math.min(all.length - 1, (time.at ?? (way > 0 ? -1 : all.length)) + way));
  time.at = at;
  time.plot.setCursor(
    { left: time.plot.valToPos(all[at].at, "x"), top: time.plot.valToPos(all[at].value, "y") },
    false,
  );
  say(at);
}
