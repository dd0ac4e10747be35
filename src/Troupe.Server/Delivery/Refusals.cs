using Troupe.Contracts;

namespace Troupe.Server.Delivery;

/// <summary>Messages that say no.</summary>
internal static class Refusals
{
    /// <summary>Refuses a command.</summary>
    public static CommandRefused Of(string command, string code, string message) =>
        new() { Command = command, Code = code, Message = message, Retryable = ErrorCodes.Get(code).Retryable };

    /// <summary>Says that something went wrong that no command asked for.</summary>
    public static ErrorRaised Error(string code, string message) =>
        new() { Code = code, Message = message, Retryable = ErrorCodes.Get(code).Retryable };
}
