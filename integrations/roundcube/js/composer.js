/* The composer: why a message was refused, one press that asks the owner, one that chooses another sender. */
(function () {
  'use strict';

  const POLL_MS = 3000;
  const POLLS = 200;

  let box = null;
  let timer = null;
  let polls = 0;

  function add(parent, tag, text, className) {
    const element = document.createElement(tag);
    if (text) element.textContent = text;
    if (className) element.className = className;
    return parent.appendChild(element);
  }

  function say(name) {
    return rcmail.gettext(name, 'mayfrom');
  }

  function close() {
    clearTimeout(timer);
    timer = null;
    if (box) {
      const closing = box;
      box = null;
      closing.dialog('close');
      closing.remove();
    }
  }

  /** The list shows what can be chosen by now: an identity may have come, and one be allowed, since the page was made. */
  function allow(identity) {
    const from = document.getElementById('_from');
    let option = from.querySelector('option[value="' + identity.id + '"]');
    if (!option) {
      option = add(from, 'option', identity.label);
      option.value = identity.id;
    }
    option.disabled = false;
    option.textContent = identity.label;
  }

  function choose(other) {
    const from = document.getElementById('_from');
    allow(other);
    from.value = other.id;
    $(from).trigger('change');
    close();
  }

  function post(action, address) {
    rcmail.http_post('plugin.mayfrom-' + action, {_address: address, _open: 1}, rcmail.set_busy(true, 'loading'));
  }

  function fill(content, refusal) {
    const old = content.querySelector('.mayfrom-refusal');
    if (old) old.remove();
    const part = add(content, 'div', '', 'mayfrom-refusal');
    if (refusal.address) {
      const line = add(part, 'p', refusal.address + ' ');
      add(line, 'span', refusal.mark, 'mayfrom-mark mayfrom-' + refusal.kind);
    }
    if (refusal.number) add(part, 'span', refusal.number, 'mayfrom-number');
    const sentences = refusal.isAllowed ? [say('nowallowed').replace('$address', refusal.address)] : refusal.sentences;
    sentences.forEach(function (sentence) { add(part, 'p', sentence); });
    add(part, 'p', say('keptasis'));
    if (refusal.button) {
      const ask = add(part, 'button', refusal.button, 'btn btn-primary mayfrom-ask');
      ask.type = 'button';
      ask.addEventListener('click', function () {
        ask.disabled = true;
        post('askforsending', refusal.address);
      });
    }
    if (refusal.others.length > 0) {
      add(part, 'p', say('chooseother'));
      refusal.others.forEach(function (other) {
        const button = add(part, 'button', other.label, 'btn btn-secondary mayfrom-other');
        button.type = 'button';
        button.addEventListener('click', function () { choose(other); });
      });
    }
  }

  function show(refusal) {
    if (!box) {
      // An answer to a question that was asked before the window was closed.
      if (refusal.isPolled) return;
      polls = 0;
      // Filled before it is shown: its size follows from what is in it.
      const content = document.createElement('div');
      fill(content, refusal);
      box = rcmail.show_popup_dialog($(content), say('refusedtitle'), [
        {text: rcmail.gettext('close'), 'class': 'cancel', click: close}
      ], {close: close});
    }
    else {
      fill(box[0], refusal);
    }
    box.css({maxHeight: Math.round(window.innerHeight * 0.7) + 'px', overflow: 'auto'});
    box.dialog('option', 'height', 'auto');
    clearTimeout(timer);
    if (refusal.isWaiting && polls++ < POLLS) {
      timer = setTimeout(function () {
        rcmail.http_post('plugin.mayfrom-others', {_address: refusal.address});
      }, POLL_MS);
    }
    if (refusal.isAllowed) refusal.identities.forEach(allow);
  }

  rcmail.addEventListener('plugin.mayfrom-refused', show);

  rcmail.addEventListener('init', function () {
    if (rcmail.env.mayfrom_reply) {
      // Messages are shown as HTML.
      rcmail.display_message($('<i>').text(rcmail.env.mayfrom_reply).html(), 'notice', 10000);
    }

    // The identity was deleted in another window: no hook tells, only this message.
    const displayMessage = rcmail.display_message;
    rcmail.display_message = function (message, type, timeout, key) {
      if (message === rcmail.gettext('nofromaddress')) post('others', '');
      return displayMessage.call(rcmail, message, type, timeout, key);
    };
  });
})();
