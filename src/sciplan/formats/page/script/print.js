
/* Print ------------------------------------------------------------------------------------ */

addEventListener('beforeprint', () => {
  const block = +document.body.dataset.block;
  for (const grid of current.grids) {
    const printed = h('div', { class: 'printed' });
    for (let i = 0; i < grid.columns.length; i += block) {
      printed.append(table(current, grid, grid.columns.slice(i, i + block)));
    }
    grid.root.after(printed);
  }
});
addEventListener('afterprint', () => {
  for (const each of $$('.printed')) each.remove();
});

timed('start', route);
