<?php

declare(strict_types=1);

namespace Mayfrom\Roundcube;

/**
 * One request of a user at a time keeps identities in step: a look for news that fell into a save, between the plugin's
 * part and Roundcube's own, would take for agreed what the user is about to overwrite. Web servers that share a user
 * share the folder, or only the ones with the same folder take turns.
 */
final class Turn
{
    private const LONGEST_WAIT_MICROSECONDS = 1_000_000;
    private const NAP_MICROSECONDS = 20_000;

    /** @var resource|null kept open to the end of the request, which gives the turn back */
    private $file = null;

    public function __construct(private readonly string $folder, private readonly string $userId)
    {
    }

    public function isMine(): bool
    {
        return $this->file !== null;
    }

    /** Waits for it; false where another request has it for too long, or there is no place for the file. */
    public function take(): bool
    {
        if ($this->file !== null) {
            return true;
        }
        $file = @fopen("$this->folder/mayfrom-" . hash('sha256', $this->userId) . '.lock', 'c');
        if ($file === false) {
            return false;
        }
        for ($waited = 0; !flock($file, LOCK_EX | LOCK_NB); $waited += self::NAP_MICROSECONDS) {
            if ($waited >= self::LONGEST_WAIT_MICROSECONDS) {
                return false;
            }
            usleep(self::NAP_MICROSECONDS);
        }
        $this->file = $file;

        return true;
    }
}
