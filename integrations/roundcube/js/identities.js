/* The list of identities: the state of each, what to ask for, and what becomes of a permission when one is deleted. */
(function () {
  'use strict';

  const POLL_MS = 3000;
  const SLOW_POLL_MS = 30000;
  const QUICK_FOR_MS = 10 * 60 * 1000;

  let identities = rcmail.env.mayfrom_identities || {};
  let note = rcmail.env.mayfrom_note || null;
  let openedAt = Date.now();
  let timer = null;
  let isAsking = false;
  let consoleWindow = null;

  function row(id) {
    return document.getElementById('rcmrow' + id);
  }

  function showMark(id) {
    const cell = row(id) && row(id).querySelector('td');
    if (!cell) return;
    const old = cell.querySelector('.mayfrom-mark');
    if (old) old.remove();
    const state = identities[id];
    if (!state) return;
    const mark = document.createElement('span');
    mark.className = 'mayfrom-mark mayfrom-' + state.kind;
    mark.textContent = state.mark;
    cell.appendChild(mark);
  }

  function showNote() {
    const old = document.getElementById('mayfrom-note');
    if (old) old.remove();
    const table = document.getElementById('identities-table');
    if (!note || !table) return;
    const box = document.createElement('div');
    box.id = 'mayfrom-note';
    if (note.text) box.appendChild(document.createElement('p')).textContent = note.text;
    if (note.button) {
      const button = box.appendChild(document.createElement('button'));
      button.type = 'button';
      button.className = 'btn btn-secondary';
      button.textContent = note.button;
      button.addEventListener('click', function () {
        button.disabled = true;
        rcmail.http_post('plugin.mayfrom-askall', {_all: 1}, rcmail.set_busy(true, 'loading'));
      });
    }
    if (note.seen) showSeen(box, note.seen);
    table.parentNode.insertBefore(box, table);
  }

  /** Addresses that messages came from although the user never added them: ask, or say that it was somebody else. */
  function showSeen(box, seen) {
    box.appendChild(document.createElement('p')).textContent = seen.text;
    const list = box.appendChild(document.createElement('ul'));
    list.className = 'mayfrom-seen';
    seen.rows.forEach(function (found) {
      const item = list.appendChild(document.createElement('li'));
      item.appendChild(document.createElement('strong')).textContent = found.address;
      item.appendChild(document.createElement('span')).textContent = found.text;
      const buttons = item.appendChild(document.createElement('div'));
      buttons.className = 'mayfrom-buttons';
      act(buttons, seen.ask, 'adopt', {_address: found.address, _adopted: 1});
      act(buttons, seen.disown, 'disown', {_proposal: found.proposal});
    });
  }

  function act(place, label, action, values) {
    const button = place.appendChild(document.createElement('button'));
    button.type = 'button';
    button.className = 'btn btn-secondary';
    button.textContent = label;
    button.addEventListener('click', function () {
      button.disabled = true;
      rcmail.http_post('plugin.mayfrom-' + action, values, rcmail.set_busy(true, 'loading'));
    });
  }

  /** To mayfrom's own pages, in a window of their own. */
  function showConsole() {
    const table = document.getElementById('identities-table');
    if (!rcmail.env.mayfrom_console || !table || document.getElementById('mayfrom-console')) return;
    const box = document.createElement('div');
    box.id = 'mayfrom-console';
    const button = box.appendChild(document.createElement('button'));
    button.type = 'button';
    button.className = 'btn btn-link';
    button.textContent = rcmail.env.mayfrom_console;
    button.addEventListener('click', function () {
      // While the press is handled: a window that opens later is taken for an advertisement.
      consoleWindow = window.open('', '_blank');
      rcmail.http_post('plugin.mayfrom-console', {_console: 1}, rcmail.set_busy(true, 'loading'));
    });
    table.parentNode.insertBefore(box, table.nextSibling);
  }

  rcmail.addEventListener('plugin.mayfrom-console', function (answer) {
    const opened = consoleWindow;
    consoleWindow = null;
    if (!answer.url) {
      if (opened) opened.close();
      return;
    }
    if (!opened) {
      location.href = answer.url;
      return;
    }
    opened.opener = null;
    opened.location.replace(answer.url);
  });

  function show() {
    Object.keys(identities).forEach(showMark);
    showNote();
    poll();
  }

  // Called from the frame of a form, too.
  rcmail.mayfrom_show = function (newIdentities, newNote) {
    identities = newIdentities || {};
    note = newNote;
    show();
  };

  /** The panel in the form that is open. */
  function shownPanel() {
    const frame = document.getElementById('preferences-frame');
    try {
      return frame && frame.contentDocument && frame.contentDocument.querySelector('.mayfrom-panel[data-address]');
    } catch (e) {
      return null;
    }
  }

  function poll() {
    clearTimeout(timer);
    const isWaiting = Object.keys(identities).some(function (id) { return identities[id].isWaiting; });
    const isLate = note && note.isLate;
    if (!(isWaiting || isLate) || document.hidden) return;
    timer = setTimeout(ask, Date.now() - openedAt < QUICK_FOR_MS ? POLL_MS : SLOW_POLL_MS);
  }

  function ask() {
    if (isAsking) return;
    isAsking = true;
    const panel = shownPanel();
    rcmail.http_post('plugin.mayfrom-states', {_address: panel ? panel.dataset.address : ''})
      .always(function () {
        isAsking = false;
        poll();
      });
  }

  rcmail.addEventListener('plugin.mayfrom-changed', function (changed) {
    const panel = shownPanel();
    if (panel && changed.panel && panel.dataset.address === changed.address && panel.outerHTML !== changed.panel) {
      panel.outerHTML = changed.panel;
    }
    rcmail.mayfrom_show(changed.identities, changed.note);
    // There is a row more, which Roundcube draws.
    if (changed.isAdopted && Object.keys(identities).some(function (id) { return !row(id); })) location.reload();
  });

  document.addEventListener('visibilitychange', function () {
    if (document.hidden) return;
    openedAt = Date.now();
    if (Object.keys(identities).some(function (id) { return identities[id].isWaiting; })) ask();
  });

  rcmail.addEventListener('init', function () {
    const updateRow = rcmail.update_identity_row;
    rcmail.update_identity_row = function (id, name, add) {
      // A second press on "Save" may have made the row already.
      updateRow.call(rcmail, id, name, add && !row(id));
      showMark(id);
    };

    const deleteIdentity = rcmail.delete_identity;
    rcmail.delete_identity = function (id) {
      id = id || (rcmail.identity_list && rcmail.identity_list.get_single_selection());
      if (!id || !identities[id] || !identities[id].mayWithdraw) return deleteIdentity.call(rcmail, id);
      const remove = function (what) {
        return function () {
          $(this).dialog('close');
          rcmail.http_post('settings/delete-identity', {_iid: id, _mayfrom: what}, rcmail.set_busy(true, 'loading'));
        };
      };
      rcmail.show_popup_dialog(
        $('<p>').text(rcmail.gettext('deletewithdraw', 'mayfrom')),
        rcmail.gettext('deletetitle', 'mayfrom'),
        [
          {text: rcmail.gettext('deleteandwithdraw', 'mayfrom'), 'class': 'mainaction delete', click: remove('withdraw')},
          {text: rcmail.gettext('deleteandkeep', 'mayfrom'), 'class': 'keep', click: remove('keep')},
          {text: rcmail.gettext('cancel'), 'class': 'cancel', click: function () { $(this).dialog('close'); }}
        ]
      );
    };
    show();
    showConsole();
  });
})();
