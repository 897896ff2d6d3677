
/* Grids: matrix and heat map ------------------------------------------------------------------

   A grid: its place on the page, its corner, its columns (places of units), its rows {place, head,
   group, cells: Map column → [class, text]}, where a cell leads and what it is called. */

function matrix(sheet) {
  const { facts, roles } = sheet;
  const look = word => ({ 牵头: 'm0', 负责: 'm1', 配合: 'm2' }[word] || 'm3');
  const shown = mark => [look(facts.marks[mark][1]), facts.marks[mark][0]];
  $('.noscript', sheet.root).remove();
  return {
    root: $('[data-grid=matrix]', sheet.root),
    corner: () => '举措',
    columns: facts.units.map((_, unit) => unit),
    rows: () => facts.measures.map(([, group], place) => ({
      place, head: sheet.entry(place), group: facts.groups[group],
      cells: new Map([...roles[place]].map(([unit, mark]) => [unit, shown(mark)])),
    })).filter(row => !sheet.hides.has(row.place)),
    link: place => sheet.link('measure', sheet.id(place)),
    said: (place, unit) => [sheet.id(place), sheet.name(unit), facts.marks[roles[place].get(unit)][1]],
  };
}
const MODES = [
  ['一方牵头、另一方配合', '行：牵头单位；列：配合单位'],
  ['共同举措', '行、列：有共同举措的单位', 2],
  ['共同牵头', '行、列：共同牵头的单位', 3],
  ['同为配合', '行、列：同为配合的单位', 6],
];
function heat(sheet) {
  const root = $('[data-grid=heat]', sheet.root);
  if (!root) return null;
  const { pairs, facts } = sheet;
  const words = MODES.map(([word]) => word.replace('牵头', facts.word));
  const mode = h('select', { id: 'heads-' + sheets.indexOf(sheet) },
    ...words.map((word, place) => h('option', { value: place }, word)));
  const form = $('.heads', sheet.root);
  form.append(h('label', { for: mode.id }, '颜色、数字'), mode);
  form.hidden = false;
  const met = new Set();
  for (const [a, b] of pairs) met.add(a).add(b);
  const columns = [...met].sort((a, b) => a - b);
  const grid = {
    root, columns,
    corner: () => MODES[mode.value][1],
    rows: () => {
      const rows = new Map(columns.map(place => [place, new Map()]));
      const [, , at] = MODES[mode.value];
      let most = 1;
      for (const pair of pairs) {
        const [a, b] = pair;
        const counts = at ? [pair[at], pair[at]] : pair.slice(4, 6);
        if (counts[0]) rows.get(a).set(b, counts[0]);
        if (counts[1]) rows.get(b).set(a, counts[1]);
        most = Math.max(most, ...counts);
      }
      const shade = count => 'h' + (1 + Math.min(4, Math.floor((count - 1) * 5 / most)));
      return columns.filter(place => rows.get(place).size).map(place => ({
        place, head: [sheet.to('unit', sheet.name(place))],
        cells: new Map([...rows.get(place)].map(([unit, count]) => [unit, [shade(count), count]])),
      }));
    },
    link: (a, b) => sheet.link('pair', sheet.name(a), sheet.name(b)),
    said: (a, b, count) => [sheet.name(a), sheet.name(b), words[mode.value], count],
  };
  while (!grid.rows().length) mode.selectedIndex += 1; // nobody may lead with anybody
  mode.addEventListener('change', () => timed('heads', () => draw(sheet, grid)));
  return grid;
}

/* Its lines: headings of groups, and rows. */
function* lines(rows) {
  let last = '';
  for (const row of rows) {
    if (row.group && row.group !== last) yield [row.group, null];
    last = row.group;
    yield ['', row];
  }
}
/* On the screen it is no table: of a thousand rows a browser lays out only those in sight, which
   it can't do with a table's; and empty cells, a hundred thousand of a wide plan, are only lines on
   the ground. */
function draw(sheet, grid) {
  const { columns } = grid;
  const name = (role, ...said) => h('div', { role, class: 'name' }, ...said);
  const made = h('div', { role: 'grid', class: 'board', 'aria-label': grid.corner(),
    'aria-colcount': columns.length + 1 },
  h('div', { role: 'row', class: 'row top' }, name('columnheader', grid.corner()),
    ...columns.map(place => {
      const link = sheet.to('unit', sheet.name(place));
      link.column = place;
      link.title = link.textContent; // a long one is cut short
      return h('div', { role: 'columnheader', class: 'up' }, link);
    })));
  made.style.setProperty('--n', columns.length);
  const blank = h('div', { role: 'gridcell' });
  grid.lines = new Map();
  for (const [group, row] of lines(grid.rows())) {
    if (group) {
      made.append(h('div', { role: 'row', class: 'row group' }, name('rowheader', group)));
      continue;
    }
    const cells = h('div', { role: 'presentation', class: 'lines' });
    const line = h('div', { role: 'row', class: 'row line' }, name('rowheader', ...row.head), cells);
    line.place = row.place;
    $('a', line).column = -1;
    let last = -1;
    columns.forEach((column, at) => {
      if (!row.cells.has(column)) return;
      const [look, text] = row.cells.get(column), cell = blank.cloneNode();
      cell.className = look;
      cell.textContent = text;
      cell.column = column;
      cell.setAttribute('aria-colindex', at + 2);
      cell.setAttribute('aria-label', grid.said(row.place, column, text).join(' '));
      if (at - last > 1) cell.style.setProperty('--gap', at - last - 1);
      last = at;
      cells.append(cell);
    });
    grid.lines.set(row.place, line);
    made.append(line);
  }
  for (const link of $$('a', made)) link.tabIndex = -1;
  grid.root.replaceChildren(made);
  rest(grid);
}
/* The same as a table, whose head paper repeats on every page. */
function table(sheet, grid, columns) {
  const made = h('tbody');
  for (const [group, row] of lines(grid.rows())) {
    made.append(group
      ? h('tr', { class: 'group' }, h('th', { colspan: columns.length + 1, scope: 'rowgroup' }, group))
      : h('tr', null, h('th', { scope: 'row' }, ...row.head), ...columns.map(place => {
        const [look, text] = row.cells.get(place) || [null, ''];
        return h('td', { class: look }, text);
      })));
  }
  const heads = columns.map(place =>
    h('th', { scope: 'col', class: 'up' }, sheet.to('unit', sheet.name(place))));
  return h('table', null,
    h('colgroup', null, h('col', { class: 'name' }), ...columns.map(() => h('col'))),
    h('thead', null, h('tr', null, h('th', { scope: 'col' }, grid.corner()), ...heads)), made);
}

/* A grid is one stop of the Tab key; arrows lead from cell to cell and to the heads' links. */
const WAYS = { ArrowUp: 'previousElementSibling', ArrowDown: 'nextElementSibling' };
const CELL = '[role=gridcell]', STOPS = 'a, ' + CELL;
function next(stop, key) {
  const row = stop.closest('.row'), here = $$(STOPS, row), at = here.indexOf(stop);
  if (!WAYS[key]) {
    return { ArrowLeft: here[at - 1], ArrowRight: here[at + 1], Home: here[0], End: here[here.length - 1] }[key];
  }
  for (let other = row[WAYS[key]]; other; other = other[WAYS[key]]) {
    const found = !other.hidden && $$(STOPS, other).find(each => each.column === stop.column);
    if (found) return found;
  }
}
/* The Tab key comes to the first head, which no filter hides, until an arrow leads elsewhere. */
function rest(grid, stop = $('a', grid.root) || grid.root) {
  if (grid.stop) grid.stop.tabIndex = -1;
  stop.tabIndex = 0;
  grid.stop = stop;
}
function live(sheet, grid) {
  const open = cell => go(grid.link(cell.closest('.row').place, cell.column));
  const move = to => { to.tabIndex = -1; to.focus(); };
  draw(sheet, grid);
  grid.root.addEventListener('focusin', event => {
    if (event.target.matches(STOPS)) rest(grid, event.target);
  });
  grid.root.addEventListener('click', event => {
    if (!event.target.matches(CELL)) return;
    move(event.target);
    open(event.target);
  });
  grid.root.addEventListener('keydown', event => {
    const { target, key } = event;
    if (!target.matches(STOPS) || event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return;
    const to = next(target, key);
    if (to) move(to);
    else if (key === 'Enter' && target.matches(CELL)) open(target);
    else if (!key.startsWith('Arrow')) return;
    event.preventDefault();
  });
}
