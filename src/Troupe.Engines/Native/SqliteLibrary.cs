using System.Runtime.InteropServices;
using SQLitePCL;

namespace Troupe.Engines.Native;

/// <summary>The system's SQLite library. None is bundled, so the distribution patches it.</summary>
public static class SqliteLibrary
{
    private static readonly Lazy<string?> Version = new(Load);

    private static readonly string[] Names = OperatingSystem.IsWindows() ? ["winsqlite3"] : OperatingSystem.IsMacOS() ? ["libsqlite3.dylib"] : ["libsqlite3.so.0", "libsqlite3.so"];

    /// <summary>Its version, or null when the system has none. Thread-safe; the first call loads it.</summary>
    public static string? Find() => Version.Value;

    private static string? Load()
    {
        var library = Names.Select(name => NativeLibrary.TryLoad(name, out var handle) ? handle : 0).FirstOrDefault(handle => handle != 0);
        if (library == 0)
        {
            return null;
        }

        try
        {
            NativeLibrary.SetDllImportResolver(typeof(SQLite3Provider_e_sqlite3).Assembly, (name, _, _) => name == "e_sqlite3" ? library : 0);
        }
        catch (InvalidOperationException)
        {
            // The host set a resolver of its own before: its choice of library stands.
        }

        raw.SetProvider(new SQLite3Provider_e_sqlite3());
        return raw.sqlite3_libversion().utf8_to_string();
    }
}
