namespace Troupe.Server.Events.Protection;

/// <summary>Personal data cannot be sealed or opened.</summary>
/// <param name="message">What happened and the way out.</param>
/// <param name="cause">The failure beneath.</param>
internal sealed class ProtectionException(string message, Exception? cause = null) : Exception(message, cause);
