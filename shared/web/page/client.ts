/**
 * What a page does beyond being read: it fetches itself while it is looked at and replaces its main part, and it
 * copies the Markdown and has a pasted error explained. Served inline, by its hash. It never builds markup from text:
 * what it puts in was escaped by the server and is parsed without running anything. It filters the table while somebody
 * types, and writes local times beside UTC. A key that is in the address (?code=, a function key of Azure) goes along
 * to the links and forms of the page, and to nowhere else: the server never writes it into what it sends.
 */
export const CLIENT = `'use strict';
(() => {
  const note = document.getElementById('live');
  const every = Number(document.documentElement.dataset.refresh) * 1000;
  const say = (text) => { if (note && note.textContent !== text) note.textContent = text; };

  const copy = async (area) => {
    try {
      await navigator.clipboard.writeText(area.value);
      return true;
    } catch {
      // Without HTTPS there is no clipboard API; the old way works everywhere.
      area.closest('details').open = true;
      area.focus();
      area.select();
      return document.execCommand('copy');
    }
  };
  const code = new URLSearchParams(location.search).get('code');
  const carry = () => {
    if (code === null) return;
    for (const link of document.querySelectorAll('a[href^="/api/"]')) {
      const to = new URL(link.href);
      to.searchParams.set('code', code);
      link.setAttribute('href', to.pathname + to.search + to.hash);
    }
    for (const form of document.querySelectorAll('form[action^="/api/"]')) {
      if (form.method === 'get') {
        const key = document.createElement('input');
        key.type = 'hidden'; key.name = 'code'; key.value = code;
        form.append(key);
      } else {
        const to = new URL(form.action);
        to.searchParams.set('code', code);
        form.setAttribute('action', to.pathname + to.search);
      }
    }
  };
  // Times that are told in UTC get the reader's own beside them.
  const local = () => {
    if (new Date().getTimezoneOffset() === 0) return;
    const clock = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZoneName: 'short' });
    const whole = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'long' });
    for (const time of document.querySelectorAll('main time[datetime]')) {
      const at = new Date(time.dateTime);
      if (isNaN(at)) continue;
      time.title = whole.format(at);
      if (!time.textContent.endsWith('UTC') || time.closest('[data-utc]')) continue;
      time.textContent += ' (' + clock.format(at) + ')';
    }
  };
  let typed = 0;
  const live = () => {
    for (const form of document.querySelectorAll('form[data-live]')) {
      form.addEventListener('input', () => {
        clearTimeout(typed);
        typed = setTimeout(() => {
          const to = new URL(location.href);
          const given = new FormData(form);
          for (const name of ['q', 'only']) {
            if (given.get(name)) to.searchParams.set(name, given.get(name));
            else to.searchParams.delete(name);
          }
          history.replaceState(null, '', to);
          refresh();
        }, 200);
      });
    }
  };
  const equip = () => {
    carry();
    local();
    live();
    for (const button of document.querySelectorAll('button[data-copy]')) {
      button.hidden = false;
      button.addEventListener('click', async () => {
        const done = await copy(document.getElementById(button.dataset.copy));
        button.textContent = done ? 'Copied' : 'Press Ctrl+C to copy';
      });
    }
  };

  // Whoever selects text, has a table scrolled or a fold open, keeps it.
  const busy = () => {
    const chosen = getSelection();
    const at = document.activeElement;
    return (chosen !== null && !chosen.isCollapsed) || (at !== null && at.tagName === 'TEXTAREA');
  };
  const replace = (fresh) => {
    const old = document.querySelector('main');
    const folds = new Map([...old.querySelectorAll('details[id]')].map((d) => [d.id, d.open]));
    const fields = [...old.querySelectorAll('input[id],select[id]')];
    const scrolls = [...old.querySelectorAll('.scroll')].map((s) => s.scrollLeft);
    const at = document.activeElement;
    const focus = at && old.contains(at) ? at.id || at.getAttribute('href') : null;
    const main = document.importNode(fresh.querySelector('main'), true);
    for (const d of main.querySelectorAll('details[id]')) if (folds.has(d.id)) d.open = folds.get(d.id);
    for (const was of fields) {
      const is = main.querySelector('#' + CSS.escape(was.id));
      if (is) { is.value = was.value; is.checked = was.checked; }
    }
    const caret = at && at.type === 'search' ? at.selectionStart : null;
    old.replaceWith(main);
    main.querySelectorAll('.scroll').forEach((s, i) => { s.scrollLeft = scrolls[i] || 0; });
    equip();
    if (focus) {
      const again = document.getElementById(focus) ||
        [...main.querySelectorAll('a')].find((a) => a.getAttribute('href') === focus);
      if (again) again.focus({ preventScroll: true });
      if (again && caret !== null) again.setSelectionRange(caret, caret);
    }
    document.title = fresh.title;
    const icon = fresh.querySelector('link[rel=icon]');
    if (icon) document.querySelector('link[rel=icon]').href = icon.href;
  };
  const refresh = async () => {
    if (document.hidden) return;
    if (busy()) return say('Paused while text is selected.');
    try {
      const answer = await fetch(location.href, {
        headers: { accept: 'text/html' }, cache: 'no-store', redirect: 'error',
        signal: AbortSignal.timeout(15000),
      });
      if (!answer.ok) throw new Error('status ' + answer.status);
      const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html');
      if (!fresh.querySelector('main')) throw new Error('not a page of Perimeter');
      replace(fresh);
      document.body.classList.remove('stale');
      say('Live: every ' + every / 1000 + ' s');
    } catch (error) {
      document.body.classList.add('stale');
      say('NOT UPDATED: this page could not be fetched again (' + error.message + '). What it shows is old.');
    }
  };
  const asker = document.querySelector('button[data-explain]');
  if (asker) {
    asker.hidden = false;
    asker.addEventListener('click', async () => {
      const told = document.getElementById('explained');
      const text = document.getElementById('explain-text').value;
      if (text.trim() === '') return;
      try {
        const answer = await fetch('/api/explain' + (code === null ? '' : '?code=' + encodeURIComponent(code)), {
          method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ text }),
          cache: 'no-store', redirect: 'error', signal: AbortSignal.timeout(15000),
        });
        const given = await answer.json();
        told.textContent = answer.ok ? given.text : 'Not explained: ' + given.detail;
      } catch (error) {
        told.textContent = 'Not explained: ' + error.message;
      }
    });
  }
  equip();
  if (every > 0) {
    say('Live: every ' + every / 1000 + ' s');
    setInterval(refresh, every);
    document.addEventListener('visibilitychange', refresh);
  }
})();
`
