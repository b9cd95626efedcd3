// While a change runs, its progress is asked for each second; a confirm window is answered, over a new connection.
(() => {
  const box = document.getElementById('progress');
  const page = box.dataset.page;
  const change = encodeURIComponent(box.dataset.change);
  const state = () => box.firstElementChild ? box.firstElementChild.dataset : {};

  async function look() {
    try {
      const answer = await fetch(`${page}?part=progress&change=${change}`, {cache: 'no-store'});
      if (answer.ok && !answer.redirected) {
        box.innerHTML = await answer.text();
      }
      if (state().confirm === 'true') {
        await fetch(page, {method: 'POST', body: new URLSearchParams({action: 'confirm', change: box.dataset.change})});
      }
    } catch (unreachable) {
      // the network may be what changes; it is asked again
    }
    if (state().running === 'true') {
      setTimeout(look, 1000);
    } else {
      location.replace(`${page}?change=${change}`);
    }
  }

  if (state().running === 'true') {
    setTimeout(look, 500);
  }
})();
