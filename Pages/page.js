// Shows one branch of each conversation at a time, and goes to another where a link leads there.
//
// A conversation is a row of runs, messages without a fork between them. Those of a branch stand in the order in
// which they are read, whichever branch it is, so that all there is to do is to hide the others.
'use strict';
(() => {
  const runs = new Map();
  const shown = new Map();
  for (const element of document.querySelectorAll('.run')) {
    const {run, parent, next} = element.dataset;
    runs.set(run, {element, parent, next});
    if (!element.classList.contains('off')) {
      const conversation = element.parentElement;
      if (!shown.has(conversation)) shown.set(conversation, []);
      shown.get(conversation).push(run);
    }
  }

  // The runs from the beginning to one, and from there on as they were read last.
  const path = (run) => {
    const path = [];
    for (let id = run; id; id = runs.get(id).parent) path.push(id);
    path.reverse();
    for (let i = 0; i + 1 < path.length; i += 1) runs.get(path[i]).next = path[i + 1];
    for (let id = runs.get(run).next; id; id = runs.get(id).next) path.push(id);
    return path;
  };

  const show = (element) => {
    const conversation = element.parentElement;
    const before = shown.get(conversation) || [];
    const after = path(element.dataset.run);
    const stays = new Set(after);
    for (const id of before) if (!stays.has(id)) runs.get(id).element.classList.add('off');
    for (const id of after) runs.get(id).element.classList.remove('off');
    shown.set(conversation, after);
    const last = runs.get(after[after.length - 1]).element;
    for (const more of conversation.querySelectorAll('.more')) {
      more.hidden = more.parentElement !== last;
    }
    const current = last.dataset.branch;
    for (const link of document.querySelectorAll('.outline [data-branch]')) {
      if (link.dataset.conversation !== conversation.id) continue;
      if (link.dataset.branch === current) link.setAttribute('aria-current', 'true');
      else link.removeAttribute('aria-current');
    }
  };

  // Where the link stood that was followed, so that the eye need not look for it again.
  let top = null;
  let direction = '';
  const go = () => {
    const target = document.getElementById(location.hash.slice(1));
    if (!target) return;
    const run = target.closest('.run');
    if (run) show(run);
    for (let fold = target.closest('details'); fold; fold = fold.parentElement.closest('details')) {
      fold.open = true;
    }
    const fork = top === null ? null : target.querySelector('.fork');
    if (fork) {
      scrollBy({top: fork.getBoundingClientRect().top - top, behavior: 'instant'});
      (fork.querySelector('a.' + direction) || fork.querySelector('a')).focus({preventScroll: true});
    } else {
      target.scrollIntoView();
    }
    top = null;
  };

  addEventListener('click', (event) => {
    const link = event.target.closest('a[href^="#"]');
    if (!link) return;
    const fork = link.closest('.fork');
    top = fork ? fork.getBoundingClientRect().top : null;
    direction = link.className;
    if (link.hash === location.hash) {
      event.preventDefault();
      go();
    }
  });
  addEventListener('hashchange', go);
  // Where there is no room beside the messages, the outline waits to be opened.
  if (!matchMedia('(min-width: 64rem)').matches) {
    document.querySelector('.outline > details').open = false;
  }
  if (location.hash) go();
})();
