<?php

declare(strict_types=1);

namespace Mayfrom\Roundcube;

/** Writing and sending: only senders that may be used can be chosen, and a refusal is explained and mended. */
final class Composer
{
    private ?string $reply = null;

    public function __construct(private readonly Plugin $plugin)
    {
    }

    /** The list of senders. @param array<string, mixed> $args @return array<string, mixed> */
    public function from(array $args): array
    {
        if (($args['part'] ?? '') !== 'from') {
            return $args;
        }
        $list = $this->plugin->identitySenders();
        $blocked = [];
        foreach ($this->plugin->identities() as $row) {
            $sender = $list->of((string) $row['email']);
            if (!$sender->isUsable) {
                $blocked[(string) $row['identity_id']] = $this->plugin->words->mark($sender);
            }
        }
        $args['content'] = (new SenderOptions($blocked))->apply((string) $args['content']);
        $output = $this->plugin->webmail->output;
        $output->set_env('mayfrom_reply', $this->reply);
        $output->add_label('nofromaddress');
        $this->plugin->includeScript('composer');

        return $args;
    }

    /** An answer goes out, and a receipt too, from a sender that may be used. @param array<string, mixed> $args @return array<string, mixed> */
    public function select(array $args): array
    {
        $identities = $args['identities'];
        // The standard one comes first.
        $selected = $args['selected'] ?? 0;
        if (!isset($identities[$selected])) {
            return $args;
        }
        $list = $this->plugin->identitySenders();
        $isUsable = static fn (array $row): bool => $list->of((string) $row['email_ascii'])->isUsable;
        if ($isUsable($identities[$selected])) {
            return $args;
        }
        $usable = array_key_first(array_filter($identities, $isUsable));
        if ($usable !== null) {
            $this->reply = $args['selected'] === null ? null : $this->plugin->words->say($this->instead($args), [
                'address' => (string) $identities[$selected]['email'],
                'state' => $this->plugin->words->mark($list->of((string) $identities[$selected]['email_ascii'])),
                'other' => (string) $identities[$usable]['email'],
            ]);
            $args['selected'] = $usable;
        }

        return $args;
    }

    /** A message that is written on, as a draft is, was the user's own; another one came to that address. @param array<string, mixed> $args */
    private function instead(array $args): string
    {
        $from = \rcube_mime::decode_address_list((string) ($args['message']->headers->from ?? ''), 1, false);
        $author = (string) (reset($from)['mailto'] ?? '');

        return AddressKey::of($author) === AddressKey::of((string) $args['identities'][$args['selected']]['email_ascii'])
            ? 'writtenas'
            : 'repliedas';
    }

    /** No receipt is sent in the name of an address that may not be used. @param array<string, mixed> $args @return array<string, mixed> */
    public function beforeSend(array $args): array
    {
        $type = (string) ($args['message']->headers()['Content-Type'] ?? '');
        if (!str_contains($type, 'disposition-notification')) {
            return $args;
        }
        $address = (string) $args['from'];
        if ($this->plugin->senders()->load([$address])->of($address)->isUsable) {
            return $args;
        }
        $error = ['label' => Plugin::label('noreceipt'), 'vars' => ['address' => $address]];

        return ['abort' => true, 'result' => false, 'error' => $error] + $args;
    }

    /** @param array<string, mixed> $args @return array<string, mixed> */
    public function refused(array $args): array
    {
        $refusal = RefusalReader::read($args['error'] ?? null);
        if ($refusal === null) {
            return $args;
        }
        $address = self::whole($refusal->address, (string) $args['from']);
        // A message that is resent keeps its author, whom nobody is to be asked about: no window, and no button.
        $isAuthor = AddressKey::of($address) !== AddressKey::of((string) $args['from']);
        if ($args['message'] instanceof \rcmail_resend_mail && $isAuthor) {
            return ['error' => ['label' => Plugin::label('resent'), 'vars' => ['address' => $address]]] + $args;
        }
        $args['error'] = ['label' => Plugin::label('refusedsending'), 'vars' => ['address' => $address]];
        $this->plugin->webmail->output->command('plugin.mayfrom-refused', $this->explanation($address, $refusal->state));

        return $args;
    }

    /** A mail server's reply has no room for a long address, and ends it in three dots. */
    private static function whole(string $address, string $from): string
    {
        $isCut = str_ends_with($address, '...') && str_starts_with($from, substr($address, 0, -3));

        return $isCut ? $from : $address;
    }

    /** The press on "ask" or "send again" beside a refusal. */
    public function askForSending(): void
    {
        $address = $this->plugin->input('_address');
        $words = $this->plugin->words;
        $command = 'plugin.mayfrom-refused';
        try {
            $senders = $this->plugin->senders();
            $sender = $senders->read([$address])->of($address);
            $sender->mayBeAskedAgain() ? $senders->askAgain($sender) : $senders->ask($address, '');
            $this->plugin->message($words->say('done'), 'confirmation');
        } catch (Away) {
            $this->plugin->message($words->say($this->plugin->senders()->wordOfSilence()), 'error');
        } catch (Refused $refused) {
            $this->plugin->message($words->refusal($refused, $address), 'error');
        }
        $this->plugin->webmail->output->command($command, $this->explanation($address));
    }

    /** Whether the owner has answered meanwhile, and which senders there are when the chosen one was deleted. */
    public function others(): void
    {
        $address = $this->plugin->input('_address');
        $answer = $address === ''
            ? ['address' => '', 'sentences' => [$this->plugin->words->say('senderdeleted')], 'others' => $this->usable()]
            : $this->explanation($address);
        $this->plugin->webmail->output->command('plugin.mayfrom-refused', $answer + ['isPolled' => $address !== '']);
    }

    /**
     * @param string|null $said what a mail server has just said of the address; it counts where mayfrom says nothing
     *
     * @return array<string, mixed> plain text, which the page shows as text
     */
    private function explanation(string $address, ?string $said = null): array
    {
        $words = $this->plugin->words;
        $list = $this->plugin->senders()->load([$address]);
        $sender = $list->of($address);
        if ($list->trouble !== null && $said !== null) {
            $sender = $sender->asRefused($said);
        }
        $now = time();
        $button = match (true) {
            $list->trouble !== null => null,
            $sender->mayBeAsked($now) => $words->say('ask'),
            $sender->state === Sender::WAITING => $words->say('resend'),
            $sender->state === Sender::PAUSED => $words->say('confirmagain'),
            default => null,
        };
        $sentences = match (true) {
            $list->trouble !== null && $sender->state === Sender::SUSPENDED => $words->explanation($sender, $now),
            $list->trouble !== null => [$words->say('refusedunknown', ['address' => $address]), $words->say($list->trouble)],
            default => $words->explanation($sender, $now),
        };

        return [
            'address' => Plugin::shownAddress($address),
            'mark' => $words->mark($sender),
            'kind' => $words->kind($sender),
            'number' => $sender->isUndeliverable() ? null : $sender->number(),
            'sentences' => $sentences,
            'button' => $button,
            'isWaiting' => $list->trouble === SenderList::LATE
                || ($list->trouble === null && $sender->state === Sender::WAITING),
            'isAllowed' => $list->trouble === null && $sender->isUsable,
            'identities' => $this->choices(fn (array $row): bool => self::isOf($row, $address)),
            'others' => $sender->state === Sender::SUSPENDED ? [] : $this->usable($address),
        ];
    }

    /** Of which it is known: what nothing can be learned of now may be refused as well. @return list<array{id: string, label: string}> */
    private function usable(string $except = ''): array
    {
        $list = $this->plugin->identitySenders();

        return $this->choices(static function (array $row) use ($list, $except): bool {
            $sender = $list->of((string) $row['email']);

            return !self::isOf($row, $except) && $sender->isUsable && $sender->state !== Sender::UNKNOWN;
        });
    }

    /** @param array<string, mixed> $row */
    private static function isOf(array $row, string $address): bool
    {
        return AddressKey::of((string) $row['email']) === AddressKey::of($address);
    }

    /**
     * As the composer's list has them.
     *
     * @param \Closure(array<string, mixed>): bool $isWanted
     *
     * @return list<array{id: string, label: string}>
     */
    private function choices(\Closure $isWanted): array
    {
        return array_map(static fn (array $row): array => [
            'id' => (string) $row['identity_id'],
            'label' => format_email_recipient(Plugin::shownAddress((string) $row['email']), (string) $row['name']),
        ], array_values(array_filter($this->plugin->identities(), $isWanted)));
    }
}
