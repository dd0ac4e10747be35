namespace Troupe.Cli.Rigs;

/// <summary>A file that is no model, or a broken one; the message is for the person who gave it and says where it breaks.</summary>
internal sealed class RigException(string message) : Exception(message);
