<?php

declare(strict_types=1);

namespace Mayfrom\Roundcube;

/** Keeps identities and the profiles of mayfrom in step, both ways. */
final class ProfileSync
{
    /** @var array<string, array{fields: list<string>, profile: array<string, mixed>}> open conflicts by the identity's id */
    private array $conflicts = [];

    /** @var array<string, array<string, mixed>> the profile of each identity by its id */
    private array $profiles = [];

    /** @var array<string, array<string, Refused>> what mayfrom has just not taken: by the identity's id and its field */
    private array $refusals = [];

    /** The identity that the user wants to be the default as soon as it may be used. */
    private ?string $laterDefault = null;

    /** Since the list was read: what it says of profiles is older than what both sides have agreed on. */
    private bool $hasWritten = false;

    private readonly Turn $turn;

    private readonly UserIdentities $identities;

    private readonly ProfileMemory $memory;

    public function __construct(private readonly Plugin $plugin)
    {
        $folder = (string) $plugin->webmail->config->get('temp_dir');
        $this->turn = new Turn($folder, (string) $plugin->webmail->user?->ID);
        $this->identities = new UserIdentities($plugin->webmail);
        $this->memory = new ProfileMemory($plugin->webmail);
    }

    /**
     * Does what can be done without asking the user. Nothing happens while mayfrom is away, or another request of the
     * user goes on for long: the next page tries again.
     * @param array<string, mixed>|null $saved an identity as it is about to be saved, with its id
     */
    public function run(?array $saved = null): void
    {
        $isNew = !$this->turn->isMine();
        if (!$this->turn->take()) {
            return;
        }
        // What was read before the turn may be what another request has changed since; what this one has written is new, too.
        $list = $this->plugin->identitySenders($isNew || $this->hasWritten);
        $this->hasWritten = false;
        if ($list->trouble !== null) {
            return;
        }
        if ($this->memory->isNew()) {
            $this->fill($list);
        }
        $refused = $this->memory->refusals();
        $links = $this->memory->links();
        $taken = array_map(static fn (ProfileLink $link): string => $link->profileId, $links);
        $next = [];
        [$this->conflicts, $this->profiles, $this->refusals] = [[], [], []];
        foreach ($this->plugin->identities() as $row) {
            $id = (string) $row['identity_id'];
            $isSaved = $saved !== null && (string) $saved['identity_id'] === $id;
            $row = $isSaved ? $saved + $row : $row;
            $sender = $list->of((string) $row['email']);
            $profiles = $sender->isHidden ? [] : $sender->authorization['profiles'] ?? [];
            $link = $links[$id] ?? null;
            $profile = ProfileChoice::of($profiles, $link, (string) $row['name'], $taken);
            $link = $profile !== null && $link?->profileId === $profile['id'] ? $link : null;
            if ($profile !== null) {
                $this->profiles[$id] = $profile;
            }
            $here = ProfileFields::ofIdentity($row);
            $untaken = $isSaved ? [] : $refused->fieldsOf($id, $here, $profile);
            try {
                $made = $profile === null
                    ? $this->addProfile($sender, $row, $untaken)
                    : $this->step($row, $profile, $link, $untaken, $saved !== null);
            } catch (Away | Refused $trouble) {
                // The next page tries again, from the same common state.
                $made = $link;
                if ($trouble instanceof Refused && $trouble->category === 'BAD_USER_INPUT') {
                    $this->refusals[$id][KeptRefusals::WHOLE] = $trouble;
                }
            }
            $fields = [...$untaken, ...array_keys($this->refusals[$id] ?? [])];
            $refused->keep($id, $here, $this->profiles[$id] ?? null, $fields);
            if ($made !== null) {
                $next[$id] = $made;
                $taken[$id] = $made->profileId;
            }
        }
        $this->memory->keep($next, $refused);
    }

    /** One of several identities of an address is deleted: its profile goes, the right stays. */
    public function forget(string $identityId): void
    {
        $link = $this->memory->links()[$identityId] ?? null;
        if ($link === null) {
            return;
        }
        try {
            $this->plugin->senders()->removeProfile($link->profileId);
        } catch (Away | Refused) {
            // A profile that nothing shows does no harm.
        }
    }

    /** The profile of an identity, where it has one. @return array<string, mixed>|null */
    public function profileOf(string $id): ?array
    {
        return $this->profiles[$id] ?? null;
    }

    /** What mayfrom did not take of this identity in the last run. @return list<Refused> */
    public function refusalsOf(string $id): array
    {
        return array_values($this->refusals[$id] ?? []);
    }

    /** A sender that waits is the default for nobody, and is it once it may be used. */
    public function makeDefaultLater(string $id): void
    {
        $this->laterDefault = $id;
    }

    public function isConflicting(string $id): bool
    {
        return isset($this->conflicts[$id]);
    }

    /** @return list<array{field: string, here: string, there: string, by: string, at: string}> for the form of an identity */
    public function conflictsOf(string $id): array
    {
        $conflict = $this->conflicts[$id] ?? null;
        $row = $this->plugin->webmail->user->get_identity($id);
        if ($conflict === null || !is_array($row)) {
            return [];
        }
        $here = ProfileFields::ofIdentity($row);
        $there = ProfileFields::ofProfile($conflict['profile']);

        return array_map(static fn (string $field): array => [
            'field' => $field,
            'here' => ProfileFields::shown($here[$field]),
            'there' => ProfileFields::shown($there[$field]),
            'by' => (string) ($conflict['profile']['updatedBy'] ?? ''),
            'at' => (string) ($conflict['profile']['updatedAt'] ?? ''),
        ], $conflict['fields']);
    }

    /**
     * As the user has decided all open conflicts of one identity.
     *
     * @throws Away
     * @throws Refused when mayfrom's side has changed once more
     */
    public function settle(string $id, bool $isHere): void
    {
        $this->run();
        $conflict = $this->conflicts[$id] ?? null;
        $row = $this->plugin->webmail->user->get_identity($id);
        if ($conflict === null || !is_array($row)) {
            return;
        }
        $here = ProfileFields::ofIdentity($row);
        $there = ProfileFields::ofProfile($conflict['profile']);
        $chosen = array_flip($conflict['fields']);
        if ($isHere) {
            $this->push($id, $conflict['profile'], array_intersect_key($here, $chosen));
        } else {
            $this->identities->change($row, array_intersect_key($there, $chosen));
        }
        // Both sides are the same now; what is left is to write that down.
        $this->plugin->identitySenders(true);
        $this->run();
    }

    /** A webmail that knows the user for the first time, for instance after it moved, gets what mayfrom has. */
    private function fill(SenderList $list): void
    {
        if (!$this->plugin->mayHaveSeveral()) {
            return;
        }
        $here = array_map(AddressKey::of(...), array_column($this->plugin->identities(), 'email'));
        foreach ($list->all() as $sender) {
            $isWanted = ($sender->isMine() || $sender->state === Sender::ALLOWED) && !$sender->isHidden;
            if (!$isWanted || in_array(AddressKey::of($sender->address), $here, true)) {
                continue;
            }
            foreach ($sender->authorization['profiles'] ?? [] as $profile) {
                $this->identities->add($sender->address, ProfileFields::ofProfile($profile));
            }
        }
    }

    /**
     * @param array<string, mixed> $row
     * @param array<string, mixed> $profile
     * @param list<string>         $untaken fields that mayfrom does not take as they are
     */
    private function step(array $row, array $profile, ?ProfileLink $link, array $untaken, bool $isBeingSaved): ProfileLink
    {
        $id = (string) $row['identity_id'];
        $here = ProfileFields::ofIdentity($row);
        $by = (string) ($profile['updatedBy'] ?? '');
        $isOwnChange = $by === '' || str_starts_with($by, $this->plugin->identitySenders()->account);
        $merge = ProfileMerge::of($here, ProfileFields::ofProfile($profile), $link, $isOwnChange);
        $toThere = array_diff_key($merge->toThere, array_flip($untaken)) + $this->standardLater($id);
        if ($toThere !== []) {
            $this->profiles[$id] = $this->push($id, $profile, $toThere);
        }
        $there = ProfileFields::ofProfile($this->profiles[$id] ?? $profile);
        // What is being saved is written by Roundcube in a moment; the other side's changes come with the next page.
        if ($merge->toHere !== [] && !$isBeingSaved) {
            $this->identities->change($row, $merge->toHere);
            $here = $merge->toHere + $here;
        }
        if ($merge->conflicts !== []) {
            $this->conflicts[$id] = ['fields' => $merge->conflicts, 'profile' => $profile];
        }
        $open = [
            ...$merge->conflicts,
            ...($isBeingSaved ? array_keys($merge->toHere) : []),
            ...array_intersect(array_keys($merge->toThere), [...$untaken, ...array_keys($this->refusals[$id] ?? [])]),
        ];

        return ProfileLink::after((string) $profile['id'], $here, $there, $open, $link);
    }

    /**
     * @param array<string, mixed>  $profile
     * @param array<string, string> $fields
     *
     * @return array<string, mixed> as mayfrom keeps it now
     */
    private function push(string $id, array $profile, array $fields): array
    {
        return $this->written($id, $fields, function (array $taken) use ($profile): array {
            $input = ProfileFields::toProfile($taken);

            return $input === [] ? $profile : $this->plugin->senders()->updateProfile($profile, $input);
        });
    }

    /**
     * A profile for an identity that has none: of the user's own address, or one of several of an address that has a right.
     *
     * @param array<string, mixed> $row
     * @param list<string>         $untaken
     */
    private function addProfile(Sender $sender, array $row, array $untaken): ?ProfileLink
    {
        $id = (string) $row['identity_id'];
        $here = ProfileFields::ofIdentity($row);
        $isOwn = $sender->isMine() && ($sender->isHidden || $sender->authorizationId() === null);
        // The user's own address needs no question, and has no profile before there is something to keep.
        $isEmpty = !$sender->isHidden && implode('', array_diff_key($here, ['standard' => ''])) === '';
        $hasRight = ($sender->authorization['profiles'] ?? []) !== [] && ($sender->isMine() || $sender->mayBeWithdrawn());
        if (in_array(KeptRefusals::WHOLE, $untaken, true) || !($isOwn ? !$isEmpty : $hasRight)) {
            return null;
        }
        $profile = $this->written($id, $this->standardLater($id) + $here, function (array $taken) use ($sender, $isOwn): array {
            $input = ProfileFields::toProfile($taken + ['name' => '']);

            return $isOwn
                ? $this->plugin->senders()->addOwn($sender->address, $input)
                : $this->plugin->senders()->addProfile($sender, $input);
        });
        $this->profiles[$id] = $profile;
        $there = ProfileFields::ofProfile($profile);

        return ProfileLink::after((string) $profile['id'], $here, $there, array_keys($this->refusals[$id]), null);
    }

    /**
     * @param array<string, string>                                 $fields
     * @param \Closure(array<string, string>): array<string, mixed> $write
     *
     * @return array<string, mixed> the profile as mayfrom keeps it now
     */
    private function written(string $id, array $fields, \Closure $write): array
    {
        $this->hasWritten = true;
        $written = ProfileWrite::of($fields, $write);
        $this->refusals[$id] = ($this->refusals[$id] ?? []) + $written->refused;

        return $written->result;
    }

    /** @return array<string, string> */
    private function standardLater(string $id): array
    {
        return $id === $this->laterDefault ? ['standard' => '1'] : [];
    }
}
