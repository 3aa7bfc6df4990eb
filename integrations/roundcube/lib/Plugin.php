<?php

declare(strict_types=1);

namespace Mayfrom\Roundcube;

/** What pages and actions share: the user, the API, words, and the identities that Roundcube keeps. */
final class Plugin
{
    public readonly \rcmail $webmail;
    public readonly Words $words;
    public readonly Panel $panel;
    private readonly \rcube_plugin $plugin;
    private ?Senders $senders = null;
    private ?SenderList $list = null;

    public function __construct(\rcube_plugin $plugin, \rcmail $webmail)
    {
        $this->plugin = $plugin;
        $this->webmail = $webmail;
        $this->words = new Words(
            // In one pass, unlike Roundcube's own: what is put in may hold what looks like a name of another value.
            fn (string $name, array $values): string => strtr($this->plugin->gettext($name), self::asVariables($values)),
            fn (string $time): string => (string) $this->webmail->format_date((string) strtotime($time)),
        );
        $this->panel = new Panel($this->words);
    }

    public function senders(): Senders
    {
        if ($this->senders === null) {
            $settings = Settings::from($this->webmail->config);
            $login = (string) $this->webmail->get_user_name();
            $this->senders = new Senders(
                new ApiClient(
                    $settings,
                    new HttpTransport($settings),
                    new AwayMemory($_SESSION, $settings->awaySeconds),
                    $login,
                    static fn (string $line): bool => \rcube::write_log('mayfrom', $line),
                ),
                $_SESSION,
                $settings->addressOf($login) ?? $login,
            );
        }

        return $this->senders;
    }

    /** @return list<array<string, mixed>> those that are not deleted, the standard one first */
    public function identities(): array
    {
        return $this->webmail->user->list_identities();
    }

    /** Whether Roundcube lets users have identities of an address of their choosing. */
    public function mayAddIdentities(): bool
    {
        return (int) $this->webmail->config->get('identities_level', 0) === 0;
    }

    /** Whether Roundcube lets users have more than one. */
    public function mayHaveSeveral(): bool
    {
        return (int) $this->webmail->config->get('identities_level', 0) <= 1;
    }

    /** Asked for once a request, unless something has changed since. */
    public function identitySenders(bool $isChanged = false): SenderList
    {
        if ($this->list === null || $isChanged) {
            $this->list = $this->senders()->load(array_column($this->identities(), 'email'));
        }

        return $this->list;
    }

    /** An action that changes or tells something: posted with the request's token, else refused (Roundcube checks POST alone). */
    public function posted(callable $action): callable
    {
        return function () use ($action): void {
            // An empty POST passes Roundcube's check without a token.
            if ($_POST === [] || !$this->webmail->check_request(\rcube_utils::INPUT_POST)) {
                http_response_code(403);
                exit;
            }
            $action();
            $this->webmail->output->send();
        };
    }

    /** A text that the page has posted. */
    public function input(string $name): string
    {
        return trim((string) \rcube_utils::get_input_string($name, \rcube_utils::INPUT_POST, true));
    }

    /** Beside what Roundcube says itself, which would be the only message otherwise. The page shows it as HTML. */
    public function message(string $text, string $kind): void
    {
        $this->webmail->output->command('display_message', \rcube::Q($text), $kind);
    }

    /** As Roundcube's form calls it. */
    public function fieldName(string $field): string
    {
        return $this->webmail->gettext($field === 'standard' ? 'setdefault' : str_replace('-', '', $field));
    }

    public function includeScript(string $name): void
    {
        $this->plugin->include_script("js/{$name}.js");
        $this->plugin->include_stylesheet('skins/elastic/mayfrom.css');
    }

    public static function label(string $name): string
    {
        return "mayfrom.{$name}";
    }

    /** As people read it: `bücher.test`, where the API says `xn--bcher-kva.test`. */
    public static function shownAddress(string $address): string
    {
        return \rcube_utils::idn_to_utf8($address);
    }

    /**
     * @param array<string, string> $values
     *
     * @return array<string, string>
     */
    private static function asVariables(array $values): array
    {
        $variables = [];
        foreach ($values as $name => $value) {
            $isAddress = in_array($name, ['address', 'to', 'other'], true);
            $variables["\${$name}"] = $isAddress ? self::shownAddress($value) : $value;
        }

        return $variables;
    }
}
