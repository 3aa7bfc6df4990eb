<?php

declare(strict_types=1);

namespace Mayfrom\Roundcube;

/** How long one page may wait for mayfrom: `mayfrom_timeout` for all of its calls together, however many they are. */
final class PageTime
{
    /** With less of it left no call is begun: it would be cut off, and mayfrom be taken for away although it is there. */
    private const LEAST_SHARE = 0.25;

    private float $waited = 0.0;

    /** @param \Closure(): float $clock in seconds */
    public function __construct(private readonly float $limitSeconds, private readonly \Closure $clock)
    {
    }

    public static function ofSettings(Settings $settings): self
    {
        return new self($settings->timeout, static fn (): float => microtime(true));
    }

    /** Seconds that the next call may take; null where none is to be begun any more. */
    public function left(): ?float
    {
        $left = $this->limitSeconds - $this->waited;

        return $left < $this->limitSeconds * self::LEAST_SHARE ? null : $left;
    }

    /**
     * @template Result
     *
     * @param \Closure(): Result $call
     *
     * @return Result
     */
    public function spentOn(\Closure $call): mixed
    {
        $startedAt = ($this->clock)();
        try {
            return $call();
        } finally {
            $this->waited += ($this->clock)() - $startedAt;
        }
    }

    public function waitedMs(): int
    {
        return (int) round($this->waited * 1000);
    }
}
