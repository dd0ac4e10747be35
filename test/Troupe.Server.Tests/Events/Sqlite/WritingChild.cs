using System.Diagnostics;
using System.Globalization;
using System.Text;
using Troupe.Engines.Native;
using Troupe.Server.Events;
using Troupe.Server.Events.Sqlite;

namespace Troupe.Server.Tests.Events.Sqlite;

/// <summary>This program as a child that appends to a log and tells of every fact that was acknowledged, until it is killed.</summary>
internal static class WritingChild
{
    /// <summary>How many write at once, each to its own stream.</summary>
    public const int Writers = 8;

    // How many facts it says again.
    private const int Again = 3;

    /// <summary>The environment variable that makes this program the child; its value is the folder of the log.</summary>
    public const string Variable = "TROUPE_TEST_WRITES_TO";

    /// <summary>The stream of a writer.</summary>
    public static StreamId StreamOf(int writer) => new(TenantId.Local, "presenter", string.Create(CultureInfo.InvariantCulture, $"w{writer}"));

    /// <summary>The id of a fact: the same whoever says it.</summary>
    public static Guid IdOf(int writer, long version) => new((int)version, (short)writer, 0, 0, 0, 0, 0, 0, 0, 0, 1);

    /// <summary>What a fact says.</summary>
    public static string TextOf(int writer, long version) => string.Create(CultureInfo.InvariantCulture, $"fact {version} of {writer} {new string('x', (int)(version * 37 % 900))}");

    /// <summary>Starts a child, kills it after so many acknowledgements, and returns the last acknowledged version of each writer.</summary>
    public static async Task<long[]> RunAsync(string folder, int acknowledgements)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(WritingChild).Assembly.Location]) { UseShellExecute = false, RedirectStandardOutput = true, Environment = { [Variable] = folder } };
        using var child = Process.Start(start)!;
        var versions = new long[Writers];
        try
        {
            for (var heard = 0; await child.StandardOutput.ReadLineAsync().WaitAsync(WireClient.Patience) is { } line; heard++)
            {
                var (writer, version) = (int.Parse(line.Split(' ')[0], CultureInfo.InvariantCulture), long.Parse(line.Split(' ')[1], CultureInfo.InvariantCulture));
                versions[writer] = Math.Max(versions[writer], version);
                if (heard == acknowledgements)
                {
                    child.Kill();
                }
            }
        }
        finally
        {
            child.Kill();
            await child.WaitForExitAsync();
        }

        return versions;
    }

    /// <summary>Writes until it is killed. It begins with what it may have said before, as whoever was not answered does: what is there already is not to be there twice.</summary>
    public static async Task WriteAsync(string folder)
    {
        SqliteLibrary.Find();
        await using var store = SqliteEventStore.Open(folder, TimeProvider.System);
        await using var output = new StreamWriter(Console.OpenStandardOutput()) { AutoFlush = true };
        await Task.WhenAll(Enumerable.Range(0, Writers).Select(async writer =>
        {
            var version = 0L;
            await foreach (var envelope in store.ReadStreamAsync(StreamOf(writer), 0, CancellationToken.None))
            {
                version = envelope.Version;
            }

            for (var said = Math.Max(version - Again, 0); ; said++)
            {
                var fact = new NewEvent(IdOf(writer, said + 1), "test.said", Encoding.UTF8.GetBytes(TextOf(writer, said + 1)));
                var appended = (AppendOutcome.Appended)await store.AppendAsync([new StreamWrite(StreamOf(writer), StreamWrite.AnyVersion, [fact])], CancellationToken.None);
                version = appended.Versions[0];
                lock (output)
                {
                    output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{writer} {version}"));
                }
            }
        }));
    }
}
