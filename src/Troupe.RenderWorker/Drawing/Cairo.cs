using System.Runtime.InteropServices;

namespace Troupe.RenderWorker.Drawing;

/// <summary>The functions of libcairo 2 that drawing needs, by their C names (cairographics.org/manual).</summary>
internal static partial class Cairo
{
    /// <summary>CAIRO_FORMAT_ARGB32.</summary>
    public const int Argb32 = 0;

    /// <summary>CAIRO_OPERATOR_CLEAR and CAIRO_OPERATOR_OVER.</summary>
    public const int Clear = 0, Over = 2;

    /// <summary>CAIRO_LINE_CAP_ROUND and CAIRO_LINE_JOIN_ROUND.</summary>
    public const int Round = 1;

    private const string Library = "libcairo.so.2";

    [LibraryImport(Library, EntryPoint = "cairo_image_surface_create")]
    public static partial nint CreateSurface(int format, int width, int height);

    [LibraryImport(Library, EntryPoint = "cairo_surface_status")]
    public static partial int SurfaceStatus(nint surface);

    [LibraryImport(Library, EntryPoint = "cairo_surface_destroy")]
    public static partial void DestroySurface(nint surface);

    [LibraryImport(Library, EntryPoint = "cairo_surface_write_to_png", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int WritePng(nint surface, string path);

    [LibraryImport(Library, EntryPoint = "cairo_status_to_string")]
    public static partial nint StatusText(int status);

    [LibraryImport(Library, EntryPoint = "cairo_create")]
    public static partial nint Create(nint surface);

    [LibraryImport(Library, EntryPoint = "cairo_status")]
    public static partial int Status(nint context);

    [LibraryImport(Library, EntryPoint = "cairo_destroy")]
    public static partial void Destroy(nint context);

    [LibraryImport(Library, EntryPoint = "cairo_save")]
    public static partial void Save(nint context);

    [LibraryImport(Library, EntryPoint = "cairo_restore")]
    public static partial void Restore(nint context);

    [LibraryImport(Library, EntryPoint = "cairo_identity_matrix")]
    public static partial void Identity(nint context);

    [LibraryImport(Library, EntryPoint = "cairo_translate")]
    public static partial void Translate(nint context, double x, double y);

    [LibraryImport(Library, EntryPoint = "cairo_scale")]
    public static partial void Scale(nint context, double x, double y);

    [LibraryImport(Library, EntryPoint = "cairo_rotate")]
    public static partial void Rotate(nint context, double radians);

    [LibraryImport(Library, EntryPoint = "cairo_set_operator")]
    public static partial void SetOperator(nint context, int value);

    [LibraryImport(Library, EntryPoint = "cairo_paint")]
    public static partial void Paint(nint context);

    [LibraryImport(Library, EntryPoint = "cairo_new_path")]
    public static partial void NewPath(nint context);

    [LibraryImport(Library, EntryPoint = "cairo_move_to")]
    public static partial void MoveTo(nint context, double x, double y);

    [LibraryImport(Library, EntryPoint = "cairo_line_to")]
    public static partial void LineTo(nint context, double x, double y);

    [LibraryImport(Library, EntryPoint = "cairo_curve_to")]
    public static partial void CurveTo(nint context, double x1, double y1, double x2, double y2, double x3, double y3);

    [LibraryImport(Library, EntryPoint = "cairo_close_path")]
    public static partial void ClosePath(nint context);

    [LibraryImport(Library, EntryPoint = "cairo_clip")]
    public static partial void Clip(nint context);

    [LibraryImport(Library, EntryPoint = "cairo_fill_preserve")]
    public static partial void FillPreserve(nint context);

    [LibraryImport(Library, EntryPoint = "cairo_stroke_preserve")]
    public static partial void StrokePreserve(nint context);

    [LibraryImport(Library, EntryPoint = "cairo_set_line_width")]
    public static partial void SetLineWidth(nint context, double width);

    [LibraryImport(Library, EntryPoint = "cairo_set_line_cap")]
    public static partial void SetLineCap(nint context, int cap);

    [LibraryImport(Library, EntryPoint = "cairo_set_line_join")]
    public static partial void SetLineJoin(nint context, int join);

    [LibraryImport(Library, EntryPoint = "cairo_set_source_rgba")]
    public static partial void SetSource(nint context, double red, double green, double blue, double alpha);

    [LibraryImport(Library, EntryPoint = "cairo_set_source")]
    public static partial void SetSource(nint context, nint pattern);

    [LibraryImport(Library, EntryPoint = "cairo_pattern_create_linear")]
    public static partial nint CreateLinear(double x1, double y1, double x2, double y2);

    [LibraryImport(Library, EntryPoint = "cairo_pattern_create_radial")]
    public static partial nint CreateRadial(double x1, double y1, double radius1, double x2, double y2, double radius2);

    [LibraryImport(Library, EntryPoint = "cairo_pattern_add_color_stop_rgba")]
    public static partial void AddStop(nint pattern, double offset, double red, double green, double blue, double alpha);

    [LibraryImport(Library, EntryPoint = "cairo_pattern_destroy")]
    public static partial void DestroyPattern(nint pattern);
}
