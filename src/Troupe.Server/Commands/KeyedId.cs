namespace Troupe.Server.Commands;

/// <summary>Ids that the server makes.</summary>
internal static class KeyedId
{
    private const int Digits = 20;

    /// <summary>The id of what a command creates: the same for the same caller and idempotency key, so that a repeated request finds what the first one made.</summary>
    /// <param name="prefix">What kind of thing it is.</param>
    /// <param name="command">A command with an idempotency key.</param>
    public static string For(string prefix, Command command) => $"{prefix}-{IdempotencyKeys.StreamOf(command).Id[..Digits]}";
}
