
/* Draws the grids and cards of the page. Figures come with the page; nothing is counted here, and
   nothing of a plan is ever markup: text goes into text nodes. ES2019, Chrome 86. */
(() => {
'use strict';
const $ = (css, from = document) => from.querySelector(css);
const $$ = (css, from = document) => [...from.querySelectorAll(css)];
const dialog = $('#card'), body = $('#card-body'), title = $('#card-title');
const PAIR = 7;
let current = null, opener = null;

function h(tag, attributes, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes || {})) {
    if (value !== null) made.setAttribute(name, value);
  }
  made.append(...children.filter(child => child !== null));
  return made;
}
/* Numbers that came one character each, so many to a row. */
function unpacked(text, size) {
  const found = [];
  for (let i = 0; i < text.length; i += size) {
    const row = [];
    for (let j = i; j < i + size; j++) {
      const code = text.charCodeAt(j);
      row.push(code < 256 ? code - 93 : code - 256);
    }
    found.push(row);
  }
  return found;
}
function timed(name, work) {
  const start = performance.now();
  work();
  document.body.offsetHeight; // layout is part of what one waits for
  performance.measure(name, { start });
}

/* Sheets ----------------------------------------------------------------------------------- */

class Sheet {
  constructor(root) {
    this.root = root;
    this.key = root.dataset.plan;
  }
  ready() {
    if (this.facts) return this;
    const facts = this.facts = JSON.parse($('script', this.root).textContent);
    this.unit = new Map(facts.units.map((unit, place) => [unit[0], place]));
    this.measure = new Map(facts.measures.map((measure, place) => [measure[0], place]));
    this.roles = facts.measures.map(measure => new Map(unpacked(measure[2], 2)));
    this.pairs = unpacked(facts.pairs, PAIR);
    this.articles = new Map($$('section.measures article', this.root).map(
      article => [$('a', article).textContent, article]));
    this.titles = facts.measures.map(([id]) => {
      const head = this.articles.get(id).firstElementChild.cloneNode(true);
      head.firstElementChild.remove();
      return head.textContent.trim();
    });
    drawMatrix(this);
    drawHeat(this);
    sortable(this);
    return this;
  }
  link(kind, ...names) {
    const where = this.key ? 'plan=' + encodeURIComponent(this.key) + '&' : '';
    return '#' + where + kind + '=' + names.map(encodeURIComponent).join(',');
  }
  to(kind, name, said) {
    return h('a', { href: this.link(kind, name) }, said || name);
  }
  name(place) { return this.facts.units[place][0]; }
  entry(place) {
    return h('li', null, this.to('measure', this.facts.measures[place][0]), ' ' + this.titles[place]);
  }
  answers(place, unit) { // 负责 counts as leading, as in every answer
    const word = this.facts.marks[this.roles[place].get(unit)][1];
    return word === '牵头' || word === '负责' ? 2 : word === '配合' ? 1 : 0;
  }
}
const sheets = $$('.sheet').map(root => new Sheet(root));

function show(sheet) {
  if (sheet === current) return;
  for (const each of sheets) {
    if (each === sheet) each.root.removeAttribute('hidden');
    else each.root.setAttribute('hidden', 'until-found');
  }
  current = sheet;
  sheet.ready();
  const choice = $('#switch');
  if (choice) choice.value = sheet.key;
}

/* Grids ------------------------------------------------------------------------------------ */

function look(word) {
  return { '牵头': 'm0', '负责': 'm1', '配合': 'm2' }[word] || 'm3';
}
/* Rows {head, group, data, cells: Map column → [class, text]} as a grid on the screen. Not a table:
   of a thousand rows a browser lays out only those in sight, which it can't do with a table's; and
   empty cells, a hundred thousand of a wide plan, are only lines on the ground. */
function board(sheet, corner, columns, rows, name) {
  const cell = (role, kind, ...said) => h('div', { role, class: kind }, ...said);
  const head = h('div', { role: 'row', class: 'row top' }, cell('columnheader', 'name', corner),
    ...columns.map(place => h('div', { role: 'columnheader', class: 'up', 'data-unit': place },
      sheet.to('unit', sheet.name(place)))));
  const made = h('div', { role: 'table', class: 'board ' + name, 'aria-label': corner,
    'aria-colcount': columns.length + 1 }, head);
  made.style.setProperty('--n', columns.length);
  let group = '';
  for (const row of rows) {
    if (row.group !== undefined && row.group !== group) {
      group = row.group;
      if (group) made.append(h('div', { role: 'row', class: 'row group' }, cell('rowheader', 'name', group)));
    }
    const line = h('div', Object.assign({ role: 'row', class: 'row' }, row.data),
      cell('rowheader', 'name', ...row.head), h('div', { role: 'presentation', class: 'lines' }));
    const cells = line.lastChild;
    let last = -1;
    columns.forEach((place, at) => {
      const found = row.cells.get(place);
      if (!found) return;
      const mark = document.createElement('div');
      mark.className = found[0];
      mark.textContent = found[1];
      mark.column = place;
      mark.setAttribute('role', 'cell');
      mark.setAttribute('aria-colindex', at + 2);
      if (at - last > 1) mark.style.setProperty('--gap', at - last - 1);
      last = at;
      cells.append(mark);
    });
    made.append(line);
  }
  return made;
}
/* The same as a table, whose head paper repeats on every page. */
function table(sheet, corner, columns, rows, name) {
  const head = h('tr', null, h('th', { scope: 'col' }, corner), ...columns.map(place =>
    h('th', { scope: 'col', class: 'up' }, sheet.to('unit', sheet.name(place)))));
  const made = h('tbody');
  let group = '';
  for (const row of rows) {
    if (row.group !== undefined && row.group !== group) {
      group = row.group;
      if (group) made.append(h('tr', { class: 'group' },
        h('th', { colspan: columns.length + 1, scope: 'rowgroup' }, group)));
    }
    made.append(h('tr', null, h('th', { scope: 'row' }, ...row.head), ...columns.map(place => {
      const [kind, said] = row.cells.get(place) || [null, ''];
      return h('td', { class: kind }, said);
    })));
  }
  return h('table', { class: name }, h('colgroup', null, h('col', { class: 'name' }),
    ...columns.map(() => h('col'))), h('thead', null, head), made);
}
function matrixRows(sheet, only) {
  const { facts } = sheet;
  const rows = [];
  facts.measures.forEach(([id, group], place) => {
    if (only && !only(place)) return;
    const cells = new Map();
    sheet.roles[place].forEach((mark, unit) => {
      const [sign, word] = facts.marks[mark];
      cells.set(unit, [look(word), sign]);
    });
    rows.push({ head: [sheet.to('measure', id), ' ' + sheet.titles[place]], group: facts.groups[group], cells,
      data: { 'data-measure': place } });
  });
  return rows;
}
function drawMatrix(sheet) {
  const place = $('[data-grid=matrix]', sheet.root);
  $('.noscript', sheet.root).remove();
  sheet.columns = sheet.facts.units.map((_, unit) => unit);
  place.append(board(sheet, '举措', sheet.columns, matrixRows(sheet), 'matrix'));
  place.tabIndex = 0;
  sheet.lines = $$('[data-measure]', place);
  place.addEventListener('click', event => {
    const cell = event.target.closest('[role=cell]');
    if (cell) go(sheet.link('measure', sheet.facts.measures[cell.closest('.row').dataset.measure][0]));
  });
  filters(sheet);
}
const MODES = [
  ['led', '一方牵头、另一方配合', '行：牵头单位；列：配合单位'],
  ['shared', '共同举措', '行、列：有共同举措的单位'],
  ['both', '共同牵头', '行、列：共同牵头的单位'],
  ['coop', '同为配合', '行、列：同为配合的单位'],
];
function heatRows(sheet, mode) {
  const rows = new Map();
  const put = (a, b, count) => {
    if (!count) return;
    if (!rows.has(a)) rows.set(a, new Map());
    rows.get(a).set(b, count);
  };
  for (const [a, b, shared, both, first, second, coop] of sheet.pairs) {
    if (mode === 'led') { put(a, b, first); put(b, a, second); } else {
      const count = { shared, both, coop }[mode];
      put(a, b, count); put(b, a, count);
    }
  }
  const most = [...rows.values()].reduce((top, row) => Math.max(top, ...row.values()), 1);
  return [...rows.keys()].sort((a, b) => a - b).map(a => ({
    head: [sheet.to('unit', sheet.name(a))], data: { 'data-unit': a },
    cells: new Map([...rows.get(a)].map(([b, count]) =>
      [b, ['h' + (1 + Math.min(4, Math.floor((count - 1) * 5 / most))), count]])),
  }));
}
const across = mode => MODES.find(each => each[0] === mode)[2];
function drawHeat(sheet) {
  const place = $('[data-grid=heat]', sheet.root);
  if (!place) return;
  const met = new Set();
  for (const [a, b] of sheet.pairs) met.add(a).add(b);
  sheet.met = [...met].sort((a, b) => a - b);
  sheet.mode = 'led';
  const choice = h('select', { id: 'heads-' + sheets.indexOf(sheet) },
    ...MODES.map(([key, word]) => h('option', { value: key }, word.replace('牵头', sheet.facts.word))));
  const form = $('.heads', sheet.root);
  form.append(h('label', { for: choice.id }, '颜色、数字'), choice);
  form.hidden = false;
  const draw = () => place.replaceChildren(
    board(sheet, across(sheet.mode), sheet.met, heatRows(sheet, sheet.mode), 'heat'));
  choice.addEventListener('change', () => { sheet.mode = choice.value; timed('heads', draw); });
  place.tabIndex = 0;
  draw();
  place.addEventListener('click', event => {
    const cell = event.target.closest('[role=cell]');
    if (cell) go(sheet.link('pair', 
      sheet.name(cell.closest('.row').dataset.unit), sheet.name(cell.column)));
  });
}

/* Filters and sorting ---------------------------------------------------------------------- */

const SEARCHED = ['章节', '概括', '原文', '指标']; // where `measures` looks for words, beside titles
const folded = text => text.normalize('NFKC').toLowerCase();

function filters(sheet) {
  const { facts } = sheet;
  const form = $('.filter', sheet.root);
  const number = sheets.indexOf(sheet);
  const field = (name, word, control) => {
    control.id = 'f' + number + '-' + name;
    form.append(h('label', { for: control.id }, word), control);
    return control;
  };
  const select = (names) => h('select', null, h('option', { value: '' }, '全部'),
    ...names.map((name, place) => h('option', { value: place }, name)));
  const unit = field('unit', '单位', select(facts.units.map(each => each[0])));
  const role = field('role', '身份', select(facts.marks.map(mark => mark[1])));
  const group = field('section', '章节', select(facts.groups));
  const words = field('words', '字词', h('input', { type: 'search', size: 12 }));
  const clear = h('button', { type: 'reset' }, '清除');
  const told = h('output', { 'aria-live': 'polite' });
  form.append(clear, told);
  form.hidden = false;
  form.addEventListener('submit', event => event.preventDefault());
  const texts = [];
  const textOf = place => {
    if (texts[place] === undefined) {
      const article = sheet.articles.get(facts.measures[place][0]);
      const said = $$('dt', article).filter(each => SEARCHED.includes(each.textContent))
        .map(each => each.nextElementSibling.textContent);
      texts[place] = folded([sheet.titles[place], ...said].join('\n'));
    }
    return texts[place];
  };
  const apply = () => {
    const wanted = folded(words.value).split(/\s+/).filter(Boolean);
    const fits = place => {
      const roles = sheet.roles[place];
      if (group.value && String(facts.measures[place][1]) !== group.value) return false;
      if (unit.value && !roles.has(+unit.value)) return false;
      if (role.value && unit.value && String(roles.get(+unit.value)) !== role.value) return false;
      if (role.value && !unit.value && ![...roles.values()].includes(+role.value)) return false;
      return wanted.every(word => textOf(place).includes(word));
    };
    let shown = 0;
    sheet.hides = new Set();
    facts.measures.forEach(([id], place) => {
      const keep = fits(place);
      shown += keep;
      if (!keep) sheet.hides.add(place);
      sheet.lines[place].hidden = !keep;
      sheet.articles.get(id).hidden = !keep;
    });
    headings(sheet);
    for (const head of $$('[data-grid=matrix] .up', sheet.root)) {
      head.classList.toggle('hit', head.dataset.unit === unit.value);
    }
    told.textContent = sheet.hides.size ? '列出 ' + shown + ' 项，下面“举措”也是' : '';
  };
  const run = () => timed('filter', apply);
  for (const each of [unit, role, group]) each.addEventListener('change', run);
  words.addEventListener('input', run);
  form.addEventListener('reset', () => setTimeout(run));
}
/* A heading without anything under it is hidden too. */
function headings(sheet) {
  const hide = (head, next, stop) => {
    let found = false;
    for (let each = head.nextElementSibling; each && !stop(each); each = each.nextElementSibling) {
      found = found || !each.hidden;
    }
    head.hidden = !found;
  };
  for (const row of $$('[data-grid=matrix] .group', sheet.root)) {
    hide(row, null, each => each.classList.contains('group'));
  }
  for (const head of $$('section.measures > .group', sheet.root)) {
    hide(head, null, each => each.classList.contains('group'));
  }
}
function sortable(sheet) {
  for (const each of $$('table.sorted', sheet.root)) {
    const rows = [...each.tBodies[0].rows];
    [...each.tHead.rows[0].cells].forEach((cell, column) => {
      if (!cell.classList.contains('n')) return;
      const button = h('button', { type: 'button', title: '从多到少；再按一次回到排列次序' },
        cell.textContent);
      cell.textContent = '';
      cell.append(button);
      button.addEventListener('click', () => timed('sort', () => {
        const on = cell.getAttribute('aria-sort') !== 'descending';
        for (const other of each.tHead.rows[0].cells) other.removeAttribute('aria-sort');
        if (on) cell.setAttribute('aria-sort', 'descending');
        const number = row => +row.cells[column].textContent;
        const order = on ? rows.slice().sort((a, b) => number(b) - number(a)) : rows;
        each.tBodies[0].append(...order);
      }));
    });
  }
}

/* Cards ------------------------------------------------------------------------------------ */

function list(sheet, word, places) {
  return places.length ? [h('h3', null, word), h('ul', null, ...places.map(p => sheet.entry(p)))] : [];
}
function unitCard(sheet, place) {
  const { facts } = sheet;
  const [name, full, category, lines, provisions] = facts.units[place];
  const found = [];
  const about = [full, category].filter(Boolean).join('，');
  if (about) found.push(h('p', { class: 'note' }, about));
  found.push(...lines.map(line => h('p', null, line)));
  facts.marks.forEach(([, word], mark) => {
    const here = facts.measures.map((_, i) => i).filter(i => sheet.roles[i].get(place) === mark);
    found.push(...list(sheet, word, here));
  });
  if (provisions.length) {
    found.push(h('h3', null, '统筹职责（不计入项数）'),
      h('ul', null, ...provisions.map(each => h('li', null, each.join(' ')))));
  }
  const rows = [];
  for (const [a, b, shared, both, first, second, coop] of sheet.pairs) {
    if (a !== place && b !== place) continue;
    const other = a === place ? b : a;
    const [ours, theirs] = a === place ? [first, second] : [second, first];
    const href = sheet.link('pair', name, sheet.name(other));
    rows.push(h('tr', { id: decodeURIComponent(href.slice(1)) },
      h('td', null, h('a', { href }, sheet.name(other))),
      ...[both, ours, theirs, coop, shared].map(n => h('td', { class: 'n' }, String(n)))));
  }
  if (rows.length) {
    const heads = ['共同' + facts.word, '本单位' + facts.word, '对方' + facts.word, '同为配合', '共同举措'];
    found.push(h('h3', null, '协同单位'), h('table', { class: 'partners' }, h('thead', null,
      h('tr', null, h('th', null, '单位'), ...heads.map(word => h('th', { class: 'n' }, word)))),
      h('tbody', null, ...rows)));
  }
  return [name, found];
}
function measureCard(sheet, place) {
  const id = sheet.facts.measures[place][0];
  const copy = $('dl', sheet.articles.get(id)).cloneNode(true);
  for (const names of $$('.n', copy)) {
    const linked = names.textContent.split('、').map(name =>
      sheet.unit.has(name) ? sheet.to('unit', name) : name);
    names.textContent = '';
    linked.forEach((each, i) => names.append(i ? '、' : '', each));
  }
  return [id + ' ' + sheet.titles[place], [copy]];
}
function pairCard(sheet, a, b) {
  const one = sheet.name(a), other = sheet.name(b), word = sheet.facts.word;
  const title = one + '与' + other;
  const pair = sheet.pairs.find(each => (each[0] === a && each[1] === b) || (each[0] === b && each[1] === a));
  if (!pair) return [title, [h('p', null, '没有共同举措，或是集合称谓，不计入协同。')]];
  const [, , shared, both, first, second, coop] = pair;
  const [ours, theirs] = pair[0] === a ? [first, second] : [second, first];
  const lists = [[], [], [], []];
  sheet.roles.forEach((roles, place) => {
    if (!roles.has(a) || !roles.has(b)) return;
    const [x, y] = [sheet.answers(place, a), sheet.answers(place, b)];
    if (x && y) lists[x === 2 ? (y === 2 ? 0 : 1) : (y === 2 ? 2 : 3)].push(place);
  });
  const heads = [['共同' + word, both], [one + word + '、' + other + '配合', ours],
    [other + word + '、' + one + '配合', theirs], ['同为配合', coop]];
  return [title, [h('p', null, '共同举措 ' + shared + ' 项'),
    h('p', null, sheet.to('unit', one), ' · ', sheet.to('unit', other)),
    ...heads.reduce((all, [said, n], i) => all.concat(n ? list(sheet, said + ' ' + n + ' 项', lists[i]) : []), [])]];
}

/* Links ------------------------------------------------------------------------------------ */

function meaning(hash) {
  const found = {};
  for (const piece of hash.replace(/^#/, '').split('&')) {
    const at = piece.indexOf('=');
    if (at > 0) {
      try { found[piece.slice(0, at)] = piece.slice(at + 1).split(',').map(decodeURIComponent); }
      catch (error) { return {}; }
    }
  }
  return found;
}
function cardOf(sheet, { unit, measure, pair }) {
  const place = name => sheet.unit.get(name);
  if (unit && sheet.unit.has(unit[0])) return unitCard(sheet, place(unit[0]));
  if (measure && sheet.measure.has(measure[0])) return measureCard(sheet, sheet.measure.get(measure[0]));
  if (pair && pair.length === 2 && pair.every(name => sheet.unit.has(name)) && pair[0] !== pair[1]) {
    return pairCard(sheet, ...pair.map(place));
  }
  const asked = unit || measure || pair;
  return asked ? ['没有这一项', [h('p', null, '链接里写的是：' + asked.join('、'))]] : null;
}
function route() {
  const asked = meaning(location.hash);
  const sheet = sheets.find(each => each.key === (asked.plan || [''])[0]);
  const within = location.hash.length > 1 && document.getElementById(location.hash.slice(1));
  const home = within ? sheets.find(each => each.root.contains(within)) : null;
  if (sheet && (!home || asked.plan)) show(sheet);
  else if (home) show(home);
  else show(current || sheets[0]);
  const card = cardOf(current, asked);
  if (!card) return close();
  title.textContent = card[0];
  body.textContent = '';
  body.append(...card[1]);
  if (!dialog.hasAttribute('open')) {
    opener = document.activeElement;
    if (dialog.showModal) dialog.showModal(); else dialog.setAttribute('open', '');
    document.body.classList.add('carded');
  }
  dialog.scrollTop = 0;
  title.focus();
}
function close() {
  if (!dialog.hasAttribute('open')) return;
  if (dialog.close) dialog.close(); else dialog.removeAttribute('open');
}
function go(hash) {
  try { history.pushState(null, '', hash); route(); } catch (error) { location.hash = hash; }
}
/* The address without a card; no element has this name, so nothing scrolls. */
function leave() {
  document.body.classList.remove('carded');
  if (opener && opener.focus) opener.focus({ preventScroll: true });
  const { unit, measure, pair } = meaning(location.hash);
  if (unit || measure || pair) go(current.key ? '#plan=' + encodeURIComponent(current.key) : '#-');
}
dialog.addEventListener('close', leave);
$('.close', dialog).addEventListener('click', () => { close(); if (!dialog.close) leave(); });
dialog.addEventListener('click', event => { if (event.target === dialog) close(); });
document.addEventListener('click', event => {
  const link = event.target.closest('a[href^="#"]');
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const { unit, measure, pair } = meaning(link.getAttribute('href'));
  if (!unit && !measure && !pair) return;
  event.preventDefault();
  go(link.getAttribute('href'));
});
addEventListener('hashchange', route);
addEventListener('popstate', route);

/* Several plans, print --------------------------------------------------------------------- */

const choice = $('#switch');
if (choice) {
  choice.form.hidden = false;
  choice.addEventListener('change', () => go('#plan=' + encodeURIComponent(choice.value)));
  for (const each of sheets) each.root.addEventListener('beforematch', () => show(each));
}
const BLOCK = +document.body.dataset.block;
function blocks(columns) {
  const found = [];
  for (let i = 0; i < columns.length; i += BLOCK) found.push(columns.slice(i, i + BLOCK));
  return found;
}
addEventListener('beforeprint', () => {
  const sheet = current;
  const put = (grid, columns, corner, rows, name) => {
    if (grid) grid.after(h('div', { class: 'printed' },
      ...blocks(columns).map(some => table(sheet, corner, some, rows, name))));
  };
  put($('[data-grid=matrix]', sheet.root), sheet.columns, '举措',
    matrixRows(sheet, place => !(sheet.hides && sheet.hides.has(place))), 'matrix');
  if (sheet.met) {
    put($('[data-grid=heat]', sheet.root), sheet.met, across(sheet.mode),
      heatRows(sheet, sheet.mode), 'heat');
  }
});
addEventListener('afterprint', () => {
  for (const each of $$('.printed')) each.remove();
});
timed('start', route);
})();
