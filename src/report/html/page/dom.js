// Elements are made here and nowhere else. Text goes in as text: nothing that was read becomes markup.

// make("p.note", { id: "x" }, "words", child, …)
function make(what, attributes = {}, ...children) {
  const [tag, ...classes] = what.split(".");
  const element = document.createElement(tag);
  if (classes.length) element.className = classes.join(" ");
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (value === true) element.setAttribute(name, "");
    else if (value !== false && value !== null && value !== undefined) element.setAttribute(name, value);
  }
  element.append(...children.flat(Infinity).filter(isSomething));
  return element;
}

const $ = (id) => document.getElementById(id);
const isSomething = (child) => child !== null && child !== undefined && child !== false && child !== "";
const fill = (element, ...children) => element.replaceChildren(...children.flat(Infinity).filter(isSomething));

// A link to a place outside: only addresses of the web, and nothing is told to them.
function outside(address, words) {
  return /^https?:\/\//i.test(address)
    ? make("a", { href: address, rel: "noreferrer noopener", target: "_blank" }, words)
    : words;
}

// A word that is explained when it is pointed at or has the focus.
const term = (words, tip) => make("button.term", { type: "button", "data-tip": tip }, words);

const excerpt = (text, length) => {
  const line = text.replace(/\s+/g, " ").trim();
  return line.length <= length ? line : line.slice(0, line.lastIndexOf(" ", length)) + " …";
};
