<?php

declare(strict_types=1);

use Mayfrom\Roundcube\Composer;
use Mayfrom\Roundcube\IdentitiesPage;
use Mayfrom\Roundcube\IdentityActions;
use Mayfrom\Roundcube\IdentityList;
use Mayfrom\Roundcube\Plugin;
use Mayfrom\Roundcube\ProfileSync;

spl_autoload_register(static function (string $class): void {
    $prefix = 'Mayfrom\\Roundcube\\';
    if (str_starts_with($class, $prefix)) {
        require __DIR__ . '/lib/' . substr($class, strlen($prefix)) . '.php';
    }
});

/**
 * Sender addresses of webmail's identities are asked for at mayfrom, and their state is shown. Only the wiring of hooks and
 * actions is here.
 */
class mayfrom extends rcube_plugin
{
    public $task = 'settings|mail';

    public function init(): void
    {
        $this->load_config();
        $this->add_texts('localization/', true);
        $plugin = new Plugin($this, rcmail::get_instance());

        $sync = new ProfileSync($plugin);
        $list = new IdentityList($plugin, $sync);
        $this->add_hook('identities_list', [$list, 'show']);
        $page = new IdentitiesPage($plugin, $list, $sync);
        $this->add_hook('identity_form', [$page, 'form']);
        $this->add_hook('identity_create', [$page, 'create']);
        $this->add_hook('identity_create_after', [$page, 'created']);
        $this->add_hook('identity_update', [$page, 'update']);
        $this->add_hook('identity_delete', [$page, 'delete']);
        $actions = new IdentityActions($plugin, $list, $sync);
        foreach (['states', 'ask', 'adopt', 'resend', 'withdraw', 'askAll', 'disown', 'settle', 'answer', 'console'] as $action) {
            $this->register_action('plugin.mayfrom-' . strtolower($action), $plugin->posted([$actions, $action]));
        }

        $composer = new Composer($plugin);
        $this->add_hook('template_object_composeheaders', [$composer, 'from']);
        $this->add_hook('identity_select', [$composer, 'select']);
        $this->add_hook('message_before_send', [$composer, 'beforeSend']);
        $this->add_hook('message_send_error', [$composer, 'refused']);
        foreach (['others', 'askForSending'] as $action) {
            $this->register_action('plugin.mayfrom-' . strtolower($action), $plugin->posted([$composer, $action]));
        }
    }
}
