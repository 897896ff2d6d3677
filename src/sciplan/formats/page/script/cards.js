
/* Cards: functions that return a title and what stands under it -------------------------------- */

function list(sheet, word, places) {
  return places.length
    ? [h('h3', null, word), h('ul', null, ...places.map(place => h('li', null, ...sheet.entry(place))))] : [];
}
/* A pair's counts from one side: both lead, this side leads, the other leads, both cooperate, shared. */
function seen([a, , shared, both, first, second, coop], place) {
  return a === place ? [both, first, second, coop, shared] : [both, second, first, coop, shared];
}
function unitCard(sheet, place) {
  const { facts: { word, marks, units }, pairs, roles } = sheet;
  const [name, full, category, lines, provisions] = units[place];
  const about = [full, category].filter(Boolean).join('，');
  const found = about ? [h('p', { class: 'note' }, about)] : [];
  found.push(...lines.map(line => h('p', null, line)));
  marks.forEach((sign, mark) => {
    found.push(...list(sheet, sign[1], [...roles.keys()].filter(i => roles[i].get(place) === mark)));
  });
  if (provisions.length) {
    found.push(h('h3', null, '统筹职责（不计入项数）'),
      h('ul', null, ...provisions.map(each => h('li', null, each.join(' ')))));
  }
  const rows = pairs.filter(([a, b]) => a === place || b === place).map(pair => {
    const other = sheet.name(pair[0] === place ? pair[1] : pair[0]);
    return h('tr', null, h('td', null, h('a', { href: sheet.link('pair', name, other) }, other)),
      ...seen(pair, place).map(count => h('td', { class: 'n' }, count)));
  });
  if (rows.length) {
    const heads = ['共同' + word, '本单位' + word, '对方' + word, '同为配合', '共同举措'];
    found.push(h('h3', null, '协同单位'), h('table', { class: 'partners' },
      h('thead', null, h('tr', null, h('th', null, '单位'), ...heads.map(said => h('th', { class: 'n' }, said)))),
      h('tbody', null, ...rows)));
  }
  return [name, found];
}
function measureCard(sheet, place) {
  const copy = $('dl', sheet.articles[place]).cloneNode(true);
  for (const names of $$('.n', copy)) {
    const linked = names.textContent.split('、').map(name =>
      sheet.unit.has(name) ? sheet.to('unit', name) : name);
    names.textContent = '';
    linked.forEach((each, i) => names.append(i ? '、' : '', each));
  }
  return [sheet.id(place) + ' ' + sheet.titles[place], [copy]];
}
function pairCard(sheet, a, b) {
  const one = sheet.name(a), other = sheet.name(b), { word } = sheet.facts;
  const title = one + '与' + other;
  const pair = sheet.pairs.find(each => each.slice(0, 2).every(place => place === a || place === b));
  if (!pair) return [title, [h('p', null, '没有共同举措，或是集合称谓，不计入协同。')]];
  const counts = seen(pair, a);
  const lists = [[], [], [], []];
  sheet.roles.forEach((roles, place) => {
    if (!roles.has(a) || !roles.has(b)) return;
    const [x, y] = [sheet.answers(place, a), sheet.answers(place, b)];
    if (x && y) lists[x === 2 ? (y === 2 ? 0 : 1) : (y === 2 ? 2 : 3)].push(place);
  });
  const heads = ['共同' + word, one + word + '、' + other + '配合', other + word + '、' + one + '配合', '同为配合'];
  return [title, [h('p', null, '共同举措 ' + counts[4] + ' 项'),
    h('p', null, sheet.to('unit', one), ' · ', sheet.to('unit', other)),
    ...[].concat(...heads.map((said, i) => list(sheet, said + ' ' + counts[i] + ' 项', lists[i])))]];
}
