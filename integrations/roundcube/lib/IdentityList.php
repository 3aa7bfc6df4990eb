<?php

declare(strict_types=1);

namespace Mayfrom\Roundcube;

/** The list of identities with the state of each, also of one that was saved after the page was shown. */
final class IdentityList
{
    public function __construct(private readonly Plugin $plugin, private readonly ProfileSync $sync)
    {
    }

    /** @param array<string, mixed> $args @return array<string, mixed> */
    public function show(array $args): array
    {
        $output = $this->plugin->webmail->output;
        $this->sync->run();
        $list = $this->plugin->identitySenders();
        // What came from the other side is in the database by now, and the list was read before.
        $args['list'] = $this->rows($args['list']);
        $output->set_env('mayfrom_identities', $this->states($list));
        $output->set_env('mayfrom_note', $this->note($list));
        $output->set_env('mayfrom_console', $list->trouble === null ? $this->plugin->words->say('console') : '');
        $this->plugin->includeScript('identities');

        return $args;
    }

    /**
     * From the frame of a form to the page that holds the list.
     *
     * @param string                    $id    of the identity that was saved, or is about to be
     * @param array<string, mixed>|null $saved an identity as Roundcube is about to save it, with its id
     */
    public function tellPageAround(string $id, ?array $saved = null): void
    {
        $this->sync->run($saved);
        $list = $this->plugin->identitySenders();
        array_map($this->tellRefusal(...), $this->sync->refusalsOf($id));
        $this->plugin->webmail->output->command('parent.mayfrom_show', $this->states($list), $this->note($list));
    }

    /** What stays in webmail alone, as mayfrom does not take it. */
    private function tellRefusal(Refused $refused): void
    {
        $words = $this->plugin->words;
        $field = ProfileFields::named((string) $refused->field);
        $values = ['field' => $field === null ? '' : $this->plugin->fieldName($field), 'why' => $words->why($refused)];
        $this->plugin->message($words->say($field === null ? 'keptonlyhere' : 'fieldkeptonlyhere', $values), 'warning');
    }

    /**
     * @return array<string, array<string, string|bool>> by the identity's id
     */
    public function states(SenderList $list): array
    {
        $identities = $this->plugin->identities();
        $uses = array_count_values(array_map(AddressKey::of(...), array_column($identities, 'email')));
        $states = [];
        foreach ($identities as $row) {
            $sender = $list->of((string) $row['email']);
            $states[(string) $row['identity_id']] = [
                'mark' => $this->plugin->words->mark($sender) . $this->openMatter((string) $row['identity_id']),
                'kind' => $this->plugin->words->kind($sender),
                'isWaiting' => $sender->state === Sender::WAITING,
                'mayWithdraw' => $sender->mayBeWithdrawn() && $uses[AddressKey::of((string) $row['email'])] === 1,
            ];
        }

        return $states;
    }

    /** That the user has something to decide about the profile. */
    private function openMatter(string $id): string
    {
        return match (true) {
            $this->sync->isConflicting($id) => ' · ' . $this->plugin->words->say('differs'),
            isset($this->sync->profileOf($id)['proposal']) => ' · ' . $this->plugin->words->say('suggestion'),
            default => '',
        };
    }

    /** @return array<string, mixed>|null what the page says above the list */
    public function note(SenderList $list): ?array
    {
        $words = $this->plugin->words;
        if ($list->trouble !== null) {
            $isLate = $list->trouble === SenderList::LATE;

            return ['text' => $words->say($list->trouble), 'button' => '', 'seen' => null, 'isLate' => $isLate];
        }
        $count = count($this->unasked($list));
        $seen = $this->seen($list);

        return $count === 0 && $seen === null ? null : [
            'text' => match ($count) {
                0 => '',
                1 => $words->say('unaskedone'),
                default => $words->say('unaskedmany', ['count' => (string) $count]),
            },
            'button' => $count === 0 ? '' : $words->say('askall'),
            'seen' => $seen,
        ];
    }

    /** What was also sent as, for the user to ask for or to disown. @return array<string, mixed>|null */
    private function seen(SenderList $list): ?array
    {
        $words = $this->plugin->words;
        $taken = array_map(AddressKey::of(...), array_column($this->plugin->identities(), 'email'));
        $isNew = static fn (SeenAddress $seen): bool => !in_array(AddressKey::of($seen->address), $taken, true);
        $rows = array_map(static fn (SeenAddress $seen): array => [
            'proposal' => $seen->proposalId,
            'address' => Plugin::shownAddress($seen->address),
            'text' => $words->seen($seen)
                . ($list->find($seen->address) === null ? '' : ' · ' . $words->mark($list->of($seen->address))),
        ], array_values(array_filter($list->seen(), $isNew)));

        return $rows === [] ? null : [
            'text' => $words->say('alsosendas'),
            'rows' => $rows,
            'ask' => $words->say('ask'),
            'disown' => $words->say('notme'),
        ];
    }

    /** Addresses of webmail that nobody has asked for, with their names. @return array<string, string> */
    public function unasked(SenderList $list): array
    {
        $found = [];
        foreach ($this->plugin->identities() as $row) {
            if ($list->of((string) $row['email'])->state === Sender::UNASKED) {
                $found[AddressKey::of((string) $row['email'])] ??= (string) $row['name'];
            }
        }

        return $found;
    }

    /** @param list<array<string, mixed>> $shown @return list<array<string, mixed>> */
    private function rows(array $shown): array
    {
        $now = array_column($this->plugin->identities(), null, 'identity_id');
        foreach ($now as $id => $row) {
            $now[$id]['mail'] = trim($row['name'] . ' <' . \rcube_utils::idn_to_utf8($row['email']) . '>');
        }
        $isPluginsOwn = static fn (array $row): bool => !isset($now[$row['identity_id']]);

        return [...array_values($now), ...array_filter($shown, $isPluginsOwn)];
    }
}
