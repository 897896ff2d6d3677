
/* Links: what stands behind # says which sheet and which card --------------------------------- */

const dialog = $('#card');
let opener = null;

function meaning(hash) {
  const found = {};
  for (const piece of hash.slice(1).split('&')) {
    const at = piece.indexOf('=');
    try { if (at > 0) found[piece.slice(0, at)] = piece.slice(at + 1).split(',').map(decodeURIComponent); }
    catch (error) { return {}; }
  }
  return found;
}
const meansCard = ({ unit, measure, pair }) => unit || measure || pair;
function cardOf(sheet, asked) {
  const { unit, measure, pair } = asked;
  const known = name => sheet.unit.has(name), place = name => sheet.unit.get(name);
  if (unit && known(unit[0])) return unitCard(sheet, place(unit[0]));
  if (measure && sheet.measure.has(measure[0])) return measureCard(sheet, sheet.measure.get(measure[0]));
  if (pair && pair.length === 2 && pair.every(known) && pair[0] !== pair[1]) {
    return pairCard(sheet, ...pair.map(place));
  }
  return ['没有这一项', [h('p', null, '链接里写的是：' + meansCard(asked).join('、'))]];
}
function route() {
  const asked = meaning(location.hash);
  const within = document.getElementById(location.hash.slice(1));
  const home = sheets.find(each => each.root.contains(within));
  const named = sheets.find(each => each.key === (asked.plan || [''])[0]);
  show((asked.plan && named) || home || named || current || sheets[0]);
  if (!meansCard(asked)) return dialog.open && dialog.close();
  const [title, said] = cardOf(current, asked);
  $('#card-title').textContent = title;
  $('#card-body').replaceChildren(...said);
  if (!dialog.open) {
    opener = document.activeElement;
    dialog.showModal();
    document.body.classList.add('carded');
  }
  dialog.scrollTop = 0;
  $('#card-title').focus();
}
function go(hash) {
  history.pushState(null, '', hash);
  route();
}
/* The address without a card; no element has this name, so nothing scrolls. */
dialog.addEventListener('close', () => {
  document.body.classList.remove('carded');
  opener.focus({ preventScroll: true });
  if (meansCard(meaning(location.hash))) go(current.key ? '#plan=' + encodeURIComponent(current.key) : '#-');
});
dialog.addEventListener('click', event => {
  if (event.target === dialog || event.target.matches('.close')) dialog.close();
});
document.addEventListener('click', event => {
  const link = event.target.closest('a[href]');
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const hash = link.getAttribute('href');
  if (!meansCard(meaning(hash))) return;
  event.preventDefault();
  go(hash);
});
addEventListener('hashchange', route);
