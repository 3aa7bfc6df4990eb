/* The form of an identity: the buttons beside its state, the addresses that are offered, and one press that saves once. */
(function () {
  'use strict';

  document.addEventListener('click', function (event) {
    const offer = event.target.closest('.mayfrom-offer');
    if (offer) {
      const email = document.getElementById('rcmfd_email');
      email.value = offer.dataset.address;
      email.dispatchEvent(new Event('change', {bubbles: true}));
      document.getElementById('rcmfd_name').focus();
      return;
    }
    const settle = event.target.closest('.mayfrom-settle');
    if (settle) {
      const data = {_iid: settle.dataset.iid, _side: settle.dataset.side};
      rcmail.http_post('plugin.mayfrom-settle', data, rcmail.set_busy(true, 'loading'));
      return;
    }
    const answer = event.target.closest('.mayfrom-answer');
    if (answer) {
      const data = {_profile: answer.dataset.profile, _taken: answer.dataset.taken};
      rcmail.http_post('plugin.mayfrom-answer', data, rcmail.set_busy(true, 'loading'));
      return;
    }
    const button = event.target.closest('.mayfrom-act');
    if (!button) return;
    button.disabled = true;
    rcmail.http_post(
      'plugin.mayfrom-' + button.dataset.act,
      {_address: button.dataset.address},
      rcmail.set_busy(true, 'loading')
    ).always(function () { button.disabled = false; });
  });

  rcmail.addEventListener('plugin.mayfrom-changed', function (changed) {
    const panel = document.querySelector('.mayfrom-panel[data-address]');
    if (panel && changed.panel && panel.dataset.address === changed.address) panel.outerHTML = changed.panel;
    if (parent !== window && parent.rcmail && parent.rcmail.mayfrom_show) {
      parent.rcmail.mayfrom_show(changed.identities, changed.note);
    }
    // The fields of the form may be others now.
    if (changed.isSettled) location.reload();
  });

  /** A form that is on its way is not sent twice; one that stays, since a field is empty, can be. */
  rcmail.addEventListener('init', function () {
    const form = rcmail.gui_objects.editform;
    if (!form) return;
    let isSent = false;
    form.submit = function () {
      if (isSent) return;
      isSent = true;
      HTMLFormElement.prototype.submit.call(form);
    };
    // Back from the page that followed.
    window.addEventListener('pageshow', function () { isSent = false; });
  });
})();
