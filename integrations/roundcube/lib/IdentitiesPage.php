<?php

declare(strict_types=1);

namespace Mayfrom\Roundcube;

/** What happens when an identity is shown in its form, saved and deleted. */
final class IdentitiesPage
{
    /** Of the identity that is being saved: its address waits, and is to be the default once it may be used. */
    private bool $isLaterDefault = false;

    public function __construct(
        private readonly Plugin $plugin,
        private readonly IdentityList $list,
        private readonly ProfileSync $sync,
    ) {
    }

    /** @param array<string, mixed> $args @return array<string, mixed> */
    public function form(array $args): array
    {
        $record = $args['record'] ?? null;
        $isSaved = !empty($record['identity_id']);
        if ($isSaved) {
            $this->sync->run();
        }
        $list = $this->plugin->identitySenders();
        $email = (string) ($record['email'] ?? '');
        $now = time();
        $content = match (true) {
            $list->trouble !== null => $this->plugin->panel->ofTrouble($list->trouble),
            $isSaved => $this->plugin->panel->ofSender($list->of($email), $now),
            default => $this->offers($list),
        };
        if ($isSaved) {
            $id = (string) $record['identity_id'];
            $content .= $this->plugin->panel->proposal($this->sync->profileOf($id) ?? []);
            $content .= $this->plugin->panel->conflicts($id, $this->sync->conflictsOf($id), $this->plugin->fieldName(...));
            $content .= (new \html_hiddenfield([
                'name' => '_mayfrom_loaded',
                'value' => LoadedFields::of($this->plugin->webmail->user->get_identity($record['identity_id']))->toText(),
            ]))->show();
        }
        if ($content !== '') {
            $own = ['name' => $this->plugin->words->say('sendingasthis'), 'content' => $content];
            $args['form'] = ['mayfrom' => $own] + $args['form'];
        }
        $this->plugin->includeScript('identity-form');

        return $args;
    }

    /** @param array<string, mixed> $args @return array<string, mixed> */
    public function create(array $args): array
    {
        // Made by Roundcube at somebody's first sign-in: nobody is asked for what nobody has typed.
        if (!empty($args['login'])) {
            return $args;
        }

        return $this->save($args, null);
    }

    /** @param array<string, mixed> $args */
    public function created(array $args): void
    {
        $this->tellPageAround((string) $args['id']);
    }

    /** @param array<string, mixed> $args @return array<string, mixed> */
    public function update(array $args): array
    {
        $stored = $this->plugin->webmail->user->get_identity($args['id']);
        if (!is_array($stored)) {
            return $this->stop($args, $this->plugin->words->say('identitygone'));
        }
        $loaded = LoadedFields::fromText($this->plugin->input('_mayfrom_loaded'));
        $merged = $loaded->merge($args['record'], $stored);
        $changed = $loaded->conflicts($args['record'], $stored);
        if ($changed !== []) {
            $field = $changed[0];
            return $this->stop($args, $this->plugin->words->say('changedelsewhere', [
                'field' => $this->plugin->fieldName($field),
                'value' => mb_substr(trim(strip_tags((string) $stored[$field])), 0, 200),
            ]));
        }
        $args['record'] = $merged;
        $args = $this->save($args, (string) $stored['email']);
        if (empty($args['abort'])) {
            $this->tellPageAround((string) $args['id'], ['identity_id' => $args['id']] + $args['record'] + $stored);
        }

        return $args;
    }

    /** @param array<string, mixed>|null $saved */
    private function tellPageAround(string $id, ?array $saved = null): void
    {
        if ($this->isLaterDefault) {
            $this->sync->makeDefaultLater($id);
        }
        $this->list->tellPageAround($id, $saved);
    }

    /** @param array<string, mixed> $args @return array<string, mixed> */
    public function delete(array $args): array
    {
        $ids = explode(',', (string) $args['id']);
        $identities = $this->plugin->identities();
        $going = array_filter($identities, static fn (array $row): bool => in_array($row['identity_id'], $ids, false));
        // Roundcube keeps the last one, so its right stays too.
        if ($going === [] || count($going) >= count($identities)) {
            return $args;
        }
        $staying = array_map(AddressKey::of(...), array_column(array_diff_key($identities, $going), 'email'));
        $isOneOfSeveral = static fn (array $row): bool => in_array(AddressKey::of((string) $row['email']), $staying, true);
        foreach (array_filter($going, $isOneOfSeveral) as $row) {
            $this->sync->forget((string) $row['identity_id']);
        }
        $last = array_filter($going, static fn (array $row): bool => !$isOneOfSeveral($row));
        $isWithdrawing = $this->plugin->input('_mayfrom') === 'withdraw';
        try {
            $this->giveUp(array_column($last, 'email'), $isWithdrawing);
        } catch (Away) {
            return $isWithdrawing ? $this->stop($args, $this->plugin->words->say('awaynotdeleted')) : $args;
        } catch (Refused $refused) {
            return $isWithdrawing ? $this->stop($args, $this->plugin->words->refusal($refused, '')) : $args;
        }

        return $args;
    }

    /**
     * Rights go where the user says so; an own address goes from the list of webmails and may be sent as all the same.
     *
     * @param list<string> $addresses
     *
     * @throws Away
     * @throws Refused
     */
    private function giveUp(array $addresses, bool $isWithdrawing): void
    {
        $list = $this->plugin->identitySenders();
        foreach ($addresses as $address) {
            $sender = $list->find($address);
            if ($sender?->mayBeHidden() || ($isWithdrawing && $sender?->mayBeWithdrawn())) {
                $this->plugin->senders()->withdraw($sender);
            }
        }
        if ($isWithdrawing && $list->trouble !== null) {
            throw new Away($list->trouble);
        }
    }

    /**
     * Asks before Roundcube saves, where asking is needed.
     *
     * @param array<string, mixed> $args
     * @param string|null          $before the address that is stored; null for a new identity
     *
     * @return array<string, mixed>
     */
    private function save(array $args, ?string $before): array
    {
        $address = trim((string) ($args['record']['email'] ?? $before));
        $isSame = $before !== null && AddressKey::of($before) === AddressKey::of($address);
        $list = $this->plugin->identitySenders();
        $sender = $list->trouble === null && !$isSame ? null : $list->of($address);
        try {
            if ($sender === null || (!$isSame && !$sender->isMine() && $sender->state !== Sender::ALLOWED)) {
                $former = $isSame || $before === null ? null : $this->mistyped($before, $list);
                $sender = $former === null
                    ? $this->plugin->senders()->ask($address, (string) ($args['record']['name'] ?? ''))
                    : $this->plugin->senders()->replace($former, $address);
                $this->tellAsked($sender);
            }
        } catch (Away) {
            return $this->stop($args, $this->plugin->words->say('awaynotsaved'));
        } catch (Refused $refused) {
            return $this->stop($args, $this->plugin->words->refusal($refused, $address));
        }
        if (!empty($args['record']['standard']) && !$sender->isUsable) {
            $args['record']['standard'] = 0;
            $this->isLaterDefault = $sender->state === Sender::WAITING;
            $said = $this->isLaterDefault ? 'standardlater' : 'notstandard';
            $this->plugin->message($this->plugin->words->say($said, ['address' => $address]), 'warning');
        }

        return $args;
    }

    /** What nobody has allowed, and no other identity is of: its address was meant to be another one. */
    private function mistyped(string $address, SenderList $list): ?Sender
    {
        $sender = $list->find($address);
        $keys = array_map(AddressKey::of(...), array_column($this->plugin->identities(), 'email'));
        $isOnly = count(array_keys($keys, AddressKey::of($address), true)) === 1;

        return $list->trouble === null && $isOnly && $sender?->mayBeReplaced() ? $sender : null;
    }

    private function tellAsked(Sender $sender): void
    {
        $number = $sender->number();
        if ($number !== null) {
            $values = ['address' => $sender->address, 'number' => $number];
            $this->plugin->message($this->plugin->words->say('asked', $values), 'notice');
        }
        $policy = $sender->dmarcPolicy();
        if ($policy !== null) {
            $said = $this->plugin->words->say("dmarc{$policy}", ['address' => $sender->address]);
            $this->plugin->message($said, 'warning');
        }
    }

    /** Own addresses and aliases that have no identity yet. */
    private function offers(SenderList $list): string
    {
        if (!$this->plugin->mayAddIdentities()) {
            return '';
        }
        $taken = array_map(AddressKey::of(...), array_column($this->plugin->identities(), 'email'));
        $offered = array_values(array_filter(
            $list->all(),
            static fn (Sender $sender): bool => ($sender->isMine() || $sender->state === Sender::ALLOWED)
                && !$sender->isHidden
                && !in_array(AddressKey::of($sender->address), $taken, true),
        ));

        return $offered === [] ? '' : $this->plugin->panel->offers($offered);
    }

    /** @param array<string, mixed> $args @return array<string, mixed> */
    private function stop(array $args, string $message): array
    {
        // Roundcube shows the message as HTML.
        return ['abort' => true, 'result' => false, 'message' => \rcube::Q($message)] + $args;
    }
}
