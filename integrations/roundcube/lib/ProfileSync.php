<?php

declare(strict_types=1);

namespace Mayfrom\Roundcube;

/** Keeps identities and the profiles of mayfrom in step, both ways. */
final class ProfileSync
{
    private const PREFERENCE = 'mayfrom_profiles';

    /** @var array<string, array{fields: list<string>, profile: array<string, mixed>}> open conflicts by the identity's id */
    private array $conflicts = [];

    /** @var array<string, array<string, mixed>> the profile of each identity by its id */
    private array $profiles = [];

    /** @var list<Refused> what mayfrom does not take of an identity, and would not take the next time */
    private array $refusals = [];

    private readonly Turn $turn;

    private readonly UserIdentities $identities;

    public function __construct(private readonly Plugin $plugin)
    {
        $folder = (string) $plugin->webmail->config->get('temp_dir');
        $this->turn = new Turn($folder, (string) $plugin->webmail->user?->ID);
        $this->identities = new UserIdentities($plugin->webmail);
    }

    /**
     * Does what can be done without asking the user. Nothing happens while mayfrom is away, or another request of the
     * user goes on for long: the next page tries again.
     *
     * @param array<string, mixed>|null $saved an identity as it is about to be saved, with its id
     */
    public function run(?array $saved = null): void
    {
        $isNew = !$this->turn->isMine();
        if (!$this->turn->take()) {
            return;
        }
        // What was read before the turn may be what another request has changed since.
        $list = $this->plugin->identitySenders($isNew);
        if ($list->trouble !== null) {
            return;
        }
        $kept = $this->kept();
        if ($kept === null) {
            $this->fill($list);
        }
        $links = $this->links();
        $taken = array_map(static fn (ProfileLink $link): string => $link->profileId, $links);
        $next = [];
        [$this->conflicts, $this->profiles, $this->refusals] = [[], [], []];
        foreach ($this->plugin->identities() as $row) {
            $id = (string) $row['identity_id'];
            if ($saved !== null && (string) $saved['identity_id'] === $id) {
                $row = $saved + $row;
            }
            $sender = $list->of((string) $row['email']);
            $profiles = $sender->isHidden ? [] : $sender->authorization['profiles'] ?? [];
            $link = $links[$id] ?? null;
            $profile = ProfileChoice::of($profiles, $link, (string) $row['name'], $taken);
            $link = $profile !== null && $link?->profileId === $profile['id'] ? $link : null;
            try {
                $made = $profile === null
                    ? $this->addProfile($sender, $row, $profiles)
                    : $this->step($row, $profile, $link, $saved !== null);
            } catch (Away | Refused $trouble) {
                // The next page tries again, from the same common state.
                $made = $link;
                if ($trouble instanceof Refused && $trouble->category === 'BAD_USER_INPUT') {
                    $this->refusals[] = $trouble;
                }
            }
            if ($profile !== null) {
                $this->profiles[$id] = $profile;
            }
            if ($made !== null) {
                $next[$id] = $made->toArray();
                $taken[$id] = $made->profileId;
            }
        }
        if ($next !== $kept) {
            $this->plugin->webmail->user->save_prefs([self::PREFERENCE => $next]);
        }
    }

    /** One of several identities of an address is deleted: its profile goes, the right stays. */
    public function forget(string $identityId): void
    {
        $link = $this->links()[$identityId] ?? null;
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

    /** @return list<Refused> */
    public function refusals(): array
    {
        return $this->refusals;
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
            $this->push($conflict['profile'], array_intersect_key($here, $chosen));
        } else {
            $this->identities->change($row, array_intersect_key($there, $chosen));
        }
        // Both sides are the same now; what is left is to write that down.
        $this->plugin->identitySenders(true);
        $this->run();
    }

    /** As the database has it: what the request began with may be older. */
    private function kept(): mixed
    {
        return (new \rcube_user($this->plugin->webmail->user->ID))->get_prefs()[self::PREFERENCE] ?? null;
    }

    /** @return array<string, ProfileLink> by the identity's id */
    private function links(): array
    {
        $kept = $this->kept();

        return array_filter(array_map(ProfileLink::fromArray(...), is_array($kept) ? $kept : []));
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

    /** @param array<string, mixed> $row @param array<string, mixed> $profile */
    private function step(array $row, array $profile, ?ProfileLink $link, bool $isBeingSaved): ProfileLink
    {
        $id = (string) $row['identity_id'];
        $here = ProfileFields::ofIdentity($row);
        $there = ProfileFields::ofProfile($profile);
        $by = (string) ($profile['updatedBy'] ?? '');
        $isOwnChange = $by === '' || str_starts_with($by, $this->plugin->senders()->account);
        $merge = ProfileMerge::of($here, $there, $link, $isOwnChange);
        if ($merge->toThere !== []) {
            $there = ProfileFields::ofProfile($this->push($profile, $merge->toThere));
        }
        // What is being saved is written by Roundcube in a moment; the other side's changes come with the next page.
        if ($merge->toHere !== [] && !$isBeingSaved) {
            $this->identities->change($row, $merge->toHere);
            $here = $merge->toHere + $here;
        }
        if ($merge->conflicts !== []) {
            $this->conflicts[$id] = ['fields' => $merge->conflicts, 'profile' => $profile];
        }
        $open = $isBeingSaved ? [...$merge->conflicts, ...array_keys($merge->toHere)] : $merge->conflicts;

        return ProfileLink::after((string) $profile['id'], $here, $there, $open, $link);
    }

    /**
     * @param array<string, mixed>  $profile
     * @param array<string, string> $fields
     *
     * @return array<string, mixed> as mayfrom keeps it now
     */
    private function push(array $profile, array $fields): array
    {
        $input = ProfileFields::toProfile($fields);

        return $input === [] ? $profile : $this->plugin->senders()->updateProfile($profile, $input);
    }

    /**
     * Another identity of an address that has a right already.
     *
     * @param array<string, mixed>       $row
     * @param list<array<string, mixed>> $profiles
     */
    private function addProfile(Sender $sender, array $row, array $profiles): ?ProfileLink
    {
        $here = ProfileFields::ofIdentity($row);
        if ($sender->isMine() && $sender->isHidden) {
            return $this->addOwn($sender, $here);
        }
        if ($sender->isMine() && $sender->authorizationId() === null) {
            // The user's own address needs no question, and has no profile before there is something to keep.
            return implode('', array_diff_key($here, ['standard' => ''])) === '' ? null : $this->addOwn($sender, $here);
        }
        if ($profiles === [] || !($sender->isMine() || $sender->mayBeWithdrawn())) {
            return null;
        }
        $profile = $this->plugin->senders()->addProfile($sender, ProfileFields::toProfile($here));

        return ProfileLink::after((string) $profile['id'], $here, ProfileFields::ofProfile($profile), [], null);
    }

    /** @param array<string, string> $here */
    private function addOwn(Sender $sender, array $here): ?ProfileLink
    {
        $profiles = $this->plugin->senders()->addOwn($sender->address, ProfileFields::toProfile($here));
        $profile = end($profiles);

        return $profile === false
            ? null
            : ProfileLink::after((string) $profile['id'], $here, ProfileFields::ofProfile($profile), [], null);
    }
}
