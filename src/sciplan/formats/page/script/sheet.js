
/* Sheets: what the page knows of a plan, or of several together ------------------------------ */

const PAIR = 7;
let current = null;

class Sheet {
  constructor(root) {
    this.root = root;
    this.key = root.dataset.plan;
    this.hides = new Set();
  }
  ready() {
    if (this.facts) return;
    const facts = this.facts = JSON.parse($('script', this.root).textContent);
    this.unit = new Map(facts.units.map((unit, place) => [unit[0], place]));
    this.measure = new Map(facts.measures.map((measure, place) => [measure[0], place]));
    this.roles = facts.measures.map(measure => new Map(unpacked(measure[2], 2)));
    this.pairs = unpacked(facts.pairs, PAIR);
    const articles = new Map($$('section.measures article', this.root).map(
      article => [$('a', article).textContent, article]));
    this.articles = facts.measures.map(([id]) => articles.get(id));
    this.titles = this.articles.map((article, place) =>
      article.firstElementChild.textContent.slice(this.id(place).length).trim());
    this.matrix = matrix(this);
    this.heat = heat(this);
    this.grids = [this.matrix, this.heat].filter(Boolean);
    for (const grid of this.grids) live(this, grid);
    filters(this);
    sortable(this);
  }
  link(kind, ...names) {
    const where = this.key ? 'plan=' + encodeURIComponent(this.key) + '&' : '';
    return '#' + where + kind + '=' + names.map(encodeURIComponent).join(',');
  }
  to(kind, name) { return h('a', { href: this.link(kind, name) }, name); }
  name(place) { return this.facts.units[place][0]; }
  id(place) { return this.facts.measures[place][0]; }
  entry(place) { return [this.to('measure', this.id(place)), ' ' + this.titles[place]]; }
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
  if (choice) choice.value = sheet.key;
}
const choice = $('#switch');
if (choice) {
  choice.form.hidden = false;
  choice.addEventListener('change', () => go('#plan=' + encodeURIComponent(choice.value)));
  for (const each of sheets) each.root.addEventListener('beforematch', () => show(each));
}
