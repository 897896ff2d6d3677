/* Draws the grids and cards of the page. Figures come with the page; nothing is counted here, and
   nothing of a plan is ever markup: text goes into text nodes. ES2019, Chrome 86. */
const $ = (css, from = document) => from.querySelector(css);
const $$ = (css, from = document) => [...from.querySelectorAll(css)];

function h(tag, attributes, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes || {})) {
    if (value !== null) made.setAttribute(name, value);
  }
  made.append(...children);
  return made;
}
/* Numbers that came one character each, so many to a row. */
function unpacked(text, size) {
  const found = [];
  for (let i = 0; i < text.length; i += size) {
    found.push([...text.slice(i, i + size)].map(char => {
      const code = char.charCodeAt(0);
      return code < 256 ? code - 93 : code - 256;
    }));
  }
  return found;
}
function timed(name, work) {
  const start = performance.now();
  work();
  document.body.offsetHeight; // layout is part of what one waits for
  performance.measure(name, { start });
}
