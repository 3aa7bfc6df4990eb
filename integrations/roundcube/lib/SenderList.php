<?php

declare(strict_types=1);

namespace Mayfrom\Roundcube;

/** What the user may send as or has asked for, and what each address of webmail is. */
final class SenderList
{
    /** @var array<string, Sender> by key of the address */
    private array $senders = [];

    /** @var list<SeenAddress> what was sent as without having been added by the user */
    private array $seen = [];

    public const AWAY = 'away';
    public const NO_ACCESS = 'noaccess';

    /** @param string|null $trouble why this is only what was known last, or nothing; null where it is what holds */
    public function __construct(public readonly string $account, public readonly ?string $trouble)
    {
    }

    /**
     * @param array<string, mixed> $data      an answer to Queries::SENDERS
     * @param list<string>         $addresses those of the decisions in it, in their order
     */
    public static function read(array $data, array $addresses): self
    {
        $account = $data['viewer']['account'];
        $list = new self((string) $account['address'], null);
        $authorizations = [];
        foreach ($account['authorizations']['edges'] as $edge) {
            $sender = Sender::authorized($edge['node']);
            $list->add($sender);
            $authorizations[AddressKey::of($sender->address)] = $edge['node'];
        }
        foreach ($account['aliases'] as $alias) {
            $list->add(Sender::alias((string) $alias));
        }
        $list->add(Sender::own($list->account));
        foreach ($data['proposals']['edges'] as $edge) {
            if (SeenAddress::isUndecided($edge['node']['state'])) {
                $list->seen[] = SeenAddress::read($edge['node']);
            }
        }
        foreach ($addresses as $index => $address) {
            $list->add(Sender::decided(
                $address,
                $data['authorizeSenders'][$index],
                $authorizations[AddressKey::of($address)] ?? [],
            ));
        }

        return $list;
    }

    public function add(Sender $sender): void
    {
        $this->senders[AddressKey::of($sender->address)] = $sender;
    }

    public function find(string $address): ?Sender
    {
        return $this->senders[AddressKey::of($address)] ?? null;
    }

    /** What the address is; unasked, or while mayfrom is away unknown, where it is not in the list. */
    public function of(string $address): Sender
    {
        return $this->find($address) ?? ($this->trouble === null
            ? Sender::decided($address, ['reason' => 'NOT_AUTHORIZED', 'verdict' => 'DENY'], [])
            : Sender::unknown($address));
    }

    /** @return list<SeenAddress> */
    public function seen(): array
    {
        return $this->seen;
    }

    /** @return list<Sender> */
    public function all(): array
    {
        return array_values($this->senders);
    }

    /** @return array{account: string, senders: list<array<string, mixed>>} */
    public function toArray(): array
    {
        return [
            'account' => $this->account,
            'senders' => array_map(static fn (Sender $sender): array => $sender->toArray(), $this->all()),
        ];
    }

    /** What was known last. @param array{account: string, senders: list<array<string, mixed>>}|null $kept */
    public static function lastKnown(?array $kept, string $account, string $trouble): self
    {
        $list = new self($kept['account'] ?? $account, $trouble);
        $list->add(Sender::own($list->account));
        foreach ($kept['senders'] ?? [] as $sender) {
            $list->add(Sender::fromArray($sender));
        }

        return $list;
    }
}
