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
    /** It answers, and the page has no more time for it: the next one knows. */
    public const LATE = 'late';
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
        foreach ($account['sendableAddresses']['edges'] as $edge) {
            // A whole domain is no address: what is below it is decided one by one.
            if ($edge['node']['source'] !== 'DOMAIN') {
                $list->add(Sender::listed($edge['node']));
            }
        }
        foreach ($data['proposals']['edges'] as $edge) {
            if (SeenAddress::isUndecided($edge['node']['state'])) {
                $list->seen[] = SeenAddress::read($edge['node']);
            }
        }
        foreach ($addresses as $index => $address) {
            $list->add($list->of($address)->asDecided($address, $data['authorizeSenders'][$index]));
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
            ? Sender::unasked($address)
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

    public static function troubleOf(Away|Refused $trouble): string
    {
        return match (true) {
            $trouble instanceof OutOfTime => self::LATE,
            $trouble instanceof Away => self::AWAY,
            default => self::NO_ACCESS,
        };
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
