<?php

declare(strict_types=1);

namespace Mayfrom\Roundcube;

use GuzzleHttp\Psr7\StreamDecoratorTrait;
use Psr\Http\Message\StreamInterface;

/** A body that takes no more than an answer of ours can have: what is longer breaks the request off. */
final class BoundedBody implements StreamInterface
{
    use StreamDecoratorTrait;

    /** Two hundred profiles with pictures in their signatures fit. */
    private const MAX_OCTETS = 4 * 1024 * 1024;

    /** @var StreamInterface what the trait stands on */
    private $stream;

    private bool $isTooLong = false;

    public function __construct(StreamInterface $stream)
    {
        $this->stream = $stream;
    }

    /** @param string $string */
    public function write($string): int
    {
        if ((int) $this->stream->getSize() + strlen($string) > self::MAX_OCTETS) {
            $this->isTooLong = true;

            return 0;
        }

        return $this->stream->write($string);
    }

    public function isTooLong(): bool
    {
        return $this->isTooLong;
    }
}
