using System.Reflection;

namespace Troupe.House.Tests.Rooms;

[Trait("Category", "fast")]
public sealed class RoomRulesTests
{
    private const string Root = "(root)";

    // Files, sockets and processes belong to engines and transports; one loop owns a session, so there is nothing to lock.
    private static readonly string[] NotInTheConversation =
    [
        "System.IO.File", "System.IO.FileStream", "System.IO.FileInfo", "System.IO.Directory", "System.IO.DirectoryInfo",
        "System.Net.", "System.Diagnostics.Process", "System.Console",
        "System.Threading.Lock", "System.Threading.Monitor", "System.Threading.Mutex", "System.Threading.Semaphore", "System.Threading.SemaphoreSlim",
        "System.Threading.ReaderWriterLock", "System.Threading.Thread", "System.Threading.ThreadPool", "System.Threading.Timer",
    ];

    [Fact]
    public void Rooms_of_the_conversation_touch_only_what_their_row_names() =>
        Offences(Assemblies.Conversation, "Troupe.Conversation", RoomTable.Conversation).ShouldBeEmpty();

    [Fact]
    public void Rooms_of_the_engines_touch_only_what_their_row_names() =>
        Offences(Assemblies.Engines, "Troupe.Engines", RoomTable.Engines).ShouldBeEmpty();

    [Fact]
    public void Rooms_of_the_server_touch_only_what_their_row_names() =>
        Offences(Assemblies.Server, "Troupe.Server", RoomTable.Server).ShouldBeEmpty();

    [Fact]
    public void Rooms_of_the_command_line_tool_touch_only_what_their_row_names() =>
        Offences(Assemblies.Cli, "Troupe.Cli", RoomTable.Cli).ShouldBeEmpty();

    [Fact]
    public void The_client_touches_only_what_its_row_names() =>
        Offences(Assemblies.Client, "Troupe.Client", RoomTable.Client).ShouldBeEmpty();

    [Fact]
    public void Rooms_of_the_render_worker_touch_only_what_their_row_names() =>
        Offences(Assemblies.RenderWorker, "Troupe.RenderWorker", RoomTable.RenderWorker).ShouldBeEmpty();

    [Fact]
    public void The_conversation_does_no_io_and_takes_no_locks() =>
        IlReferences.Of(Assemblies.Conversation)
            .Where(reference => NotInTheConversation.Any(name => name.EndsWith('.') ? reference.To.StartsWith(name, StringComparison.Ordinal) : reference.To == name))
            .Select(reference => $"{reference.From} uses {reference.To}")
            .ShouldBeEmpty();

    [Fact]
    public void Every_row_is_a_room_that_exists()
    {
        var rooms = Assemblies.Conversation.GetTypes().Select(type => RoomOf(type.FullName!, "Troupe.Conversation")).ToHashSet();
        RoomTable.Conversation.Keys.Where(room => !rooms.Contains(room)).ShouldBeEmpty();
    }

    [Fact]
    public void A_use_inside_a_lambda_of_an_async_method_is_seen() =>
        IlReferences.Of(Assembly.GetExecutingAssembly()).ShouldContain((typeof(RoomRulesTests).FullName!, "System.Uri"));

    private static IEnumerable<string> Offences(Assembly assembly, string root, IReadOnlyDictionary<string, string[]> table) =>
        from reference in IlReferences.Of(assembly)
        where !IsMadeByTheCompiler(reference.From) && !IsMadeByTheCompiler(reference.To)
        let room = RoomOf(reference.From, root) ?? Root
        let other = RoomOf(reference.To, root)
        where other is not null && other != room
        where !table.TryGetValue(room, out var row) || !(row.Contains(other) || (other == Root && row.Contains(NameOf(reference.To))))
        orderby room, other
        group reference by $"{room} may not touch {other}" into offence
        select $"{offence.Key}: {string.Join(", ", offence.Take(3).Select(reference => $"{NameOf(reference.From)} uses {NameOf(reference.To)}"))}";

    private static string? RoomOf(string type, string root)
    {
        var room = type.Contains('.', StringComparison.Ordinal) ? type[..type.LastIndexOf('.')] : root;
        return room == root ? Root
            : IsWithin(room, root) ? room[(root.Length + 1)..].Split('.')[0]
            : RoomTable.Outside.Where(outside => IsWithin(room, outside.Namespace)).Select(outside => outside.Name).FirstOrDefault();
    }

    private static bool IsWithin(string room, string other) => room == other || room.StartsWith(other + ".", StringComparison.Ordinal);

    private static bool IsMadeByTheCompiler(string type) => NameOf(type).StartsWith('<');

    private static string NameOf(string type) => type[(type.LastIndexOf('.') + 1)..];

    /// <summary>Uses a type only where the compiler makes a closure inside a state machine.</summary>
    private static class Probe
    {
        public static async Task<Func<string>> HideAsync(string address)
        {
            await Task.Yield();
            return () => new Uri(address).Host;
        }
    }
}
