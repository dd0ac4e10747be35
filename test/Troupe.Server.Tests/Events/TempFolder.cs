namespace Troupe.Server.Tests.Events;

/// <summary>A folder for one test.</summary>
/// <param name="path">A folder that is there already; null for one of the system's own.</param>
internal sealed class TempFolder(string? path = null) : IDisposable
{
    /// <summary>Where it is.</summary>
    public string Path { get; } = path ?? Directory.CreateTempSubdirectory("troupe-test-").FullName;

    /// <summary>A path inside.</summary>
    public string this[string name] => System.IO.Path.Combine(Path, name);

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
