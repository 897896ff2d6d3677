
/* Filters and sorting ---------------------------------------------------------------------- */

const SEARCHED = ['章节', '概括', '原文', '指标']; // where `measures` looks for words, beside titles
const folded = text => text.normalize('NFKC').toLowerCase();

function filters(sheet) {
  const { facts, articles, matrix } = sheet;
  const form = $('.filter', sheet.root);
  const number = sheets.indexOf(sheet);
  const fields = [];
  const field = (name, word, control) => {
    fields.push([word, control]);
    control.id = 'f' + number + '-' + name;
    form.append(h('label', { for: control.id }, word), control);
    return control;
  };
  const select = names => h('select', null, h('option', { value: '' }, '全部'),
    ...names.map((name, place) => h('option', { value: place }, name)));
  const unit = field('unit', '单位', select(facts.units.map(each => each[0])));
  const role = field('role', '身份', select(facts.marks.map(mark => mark[1])));
  const group = field('section', '章节', select(facts.groups));
  const words = field('words', '字词', h('input', { type: 'search', size: 12 }));
  const told = h('output', { 'aria-live': 'polite' });
  form.append(h('button', { type: 'reset' }, '清除'), told);
  form.hidden = false;
  form.addEventListener('submit', event => event.preventDefault());
  const texts = [];
  const textOf = place => {
    if (texts[place] === undefined) {
      const said = $$('dt', articles[place]).filter(each => SEARCHED.includes(each.textContent))
        .map(each => each.nextElementSibling.textContent);
      texts[place] = folded([sheet.titles[place], ...said].join('\n'));
    }
    return texts[place];
  };
  const run = () => timed('filter', () => {
    const wanted = folded(words.value).split(/\s+/).filter(Boolean);
    const fits = place => {
      const roles = sheet.roles[place];
      const held = unit.value ? [roles.get(+unit.value)] : [...roles.values()];
      return (!group.value || facts.measures[place][1] === +group.value)
        && (!unit.value || roles.has(+unit.value)) && (!role.value || held.includes(+role.value))
        && wanted.every(word => textOf(place).includes(word));
    };
    sheet.hides.clear();
    articles.forEach((article, place) => {
      const hide = !fits(place);
      if (hide) sheet.hides.add(place);
      article.hidden = matrix.lines.get(place).hidden = hide;
    });
    headings($$('.group', matrix.root));
    headings($$('section.measures > .group', sheet.root));
    for (const link of $$('.up a', matrix.root)) {
      link.parentNode.classList.toggle('hit', String(link.column) === unit.value);
    }
    rest(matrix);
    // Paper shows this line of the form only.
    const asked = fields.filter(([, { value }]) => value).map(([word, control]) =>
      word + '：' + (control.options ? control.selectedOptions[0].text : control.value)).join('；');
    told.textContent = sheet.hides.size
      ? '列出 ' + (articles.length - sheet.hides.size) + ' 项（' + asked + '），下面“举措”也是' : '';
  });
  for (const each of [unit, role, group]) each.addEventListener('change', run);
  words.addEventListener('input', run);
  form.addEventListener('reset', () => setTimeout(run));
}
/* A heading without anything under it is hidden too. */
function headings(heads) {
  for (const head of heads) {
    let each = head.nextElementSibling;
    while (each && each.hidden && !each.classList.contains('group')) each = each.nextElementSibling;
    head.hidden = !each || each.classList.contains('group');
  }
}
function sortable(sheet) {
  for (const { tHead, tBodies: [body] } of $$('table.sorted', sheet.root)) {
    const heads = [...tHead.rows[0].cells], rows = [...body.rows];
    heads.forEach((head, column) => {
      if (!head.classList.contains('n')) return;
      const button = h('button', { type: 'button', title: '从多到少；再按一次回到排列次序' },
        ...head.childNodes);
      head.append(button);
      button.addEventListener('click', () => timed('sort', () => {
        const on = head.getAttribute('aria-sort') !== 'descending';
        for (const other of heads) other.removeAttribute('aria-sort');
        if (on) head.setAttribute('aria-sort', 'descending');
        const numbers = new Map(rows.map(row => [row, +row.cells[column].textContent]));
        body.append(...(on ? rows.slice().sort((a, b) => numbers.get(b) - numbers.get(a)) : rows));
      }));
    });
  }
}
