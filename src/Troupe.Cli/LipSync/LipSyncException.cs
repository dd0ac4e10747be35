namespace Troupe.Cli.LipSync;

/// <summary>What was given cannot be lip-synced; the message is for the person who gave it.</summary>
/// <param name="message">What is wrong, and what to give instead.</param>
/// <param name="exitCode">2 for bad input, 1 when this machine lacks something or an engine failed.</param>
internal sealed class LipSyncException(string message, int exitCode = LipSyncException.BadInput) : Exception(message)
{
    public const int BadInput = 2;

    public const int Failed = 1;

    /// <summary>The exit code of the command.</summary>
    public int ExitCode { get; } = exitCode;
}
